"""What is installed: from the public index only, with hashes, under licences that fit MIT."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.contracts.repository import ROOT

LOCK: list[dict[str, Any]] = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
OTHERS = [package for package in LOCK if package["name"] != "plainsight"]
FREE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|Unlicense|"
    r"Zlib|0BSD|PostgreSQL|HPND|LGPL|GNU Lesser)\b",
    re.IGNORECASE,
)
NOT_FREE = re.compile(r"\b(A?GPL|SSPL|BUSL)\b|(?<!Lesser )General Public")


def licence(package: Distribution) -> str:
    """What a package says of its licence: expression, classifiers, field, or its file's head."""
    fields = package.metadata
    words = [fields.get("License-Expression", "")]
    words += [c for c in fields.get_all("Classifier", []) if c.startswith("License ::")]
    words.append((fields.get("License", "") or "").strip().partition("\n")[0])
    if not any(words):
        words = [(_text(package, name) or "").partition("\n")[0] for name in _files(package)]
    return "; ".join(word for word in words if word)


def _files(package: Distribution) -> list[str]:
    return package.metadata.get_all("License-File", [])


def _text(package: Distribution, name: str) -> str | None:
    return package.read_text(f"licenses/{name}") or package.read_text(name)


def test_the_lock_names_only_the_public_index() -> None:
    hosts = {
        urlsplit(address).hostname
        for address in re.findall(r'"(https?://[^"]+)"', (ROOT / "uv.lock").read_text())
    }
    assert hosts == {"pypi.org", "files.pythonhosted.org"}
    assert {package["source"].get("registry") for package in OTHERS} == {"https://pypi.org/simple"}


def test_every_locked_file_has_a_hash() -> None:
    for package in OTHERS:
        files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
        assert files, package["name"]
        assert all(one["hash"].startswith("sha256:") for one in files), package["name"]


def test_the_tool_that_installs_is_pinned_by_hash_too() -> None:
    lines = (ROOT / "tools/uv.txt").read_text().split()
    assert lines[0].startswith("uv==")
    assert all(line.startswith("--hash=sha256:") for line in lines[1:] if line != "\\")


def test_every_installed_package_of_the_lock_is_free_to_use_beside_mit() -> None:
    refused = []
    seen = 0
    for package in OTHERS:
        try:
            found = licence(distribution(package["name"]))
        except PackageNotFoundError:
            continue  # for another system
        seen += 1
        lesser = "LGPL" in found or "Lesser" in found
        if not FREE.search(found) or (NOT_FREE.search(found) and not lesser):
            refused.append(f"{package['name']}: {found or 'says nothing'}")
    assert not refused
    assert seen > len(OTHERS) * 0.7


@pytest.mark.parametrize("folder", ["src/plainsight/desk/sass", "tools/lighthouse"])
def test_an_npm_lock_names_no_address_and_has_a_hash_for_everything(folder: str) -> None:
    """The npm locks leave addresses out, so that they fit any mirror and name none."""
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    locked = {name: one for name, one in packages.items() if name}
    assert locked
    assert not [name for name, one in locked.items() if "resolved" in one]
    assert not [name for name, one in locked.items() if "integrity" not in one]

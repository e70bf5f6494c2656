"""The stylesheet is ours, is what its source compiles to, and reaches for nothing elsewhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import plainsight.desk

DESK = Path(plainsight.desk.__file__).parent
SASS = DESK / "sass"
CSS = (DESK / "static" / "desk" / "desk.css").read_text(encoding="utf-8")
MOST_BYTES = 130_000


def test_it_names_no_address_and_no_crown_and_no_typeface_of_government() -> None:
    assert re.findall(r"url\(|@import|@font-face|https?://[^\"]", CSS) == []
    assert re.findall(r"gds|transport|crown|crest", CSS, re.IGNORECASE) == []


def test_it_stays_small() -> None:
    assert len(CSS) < MOST_BYTES


def test_its_source_is_locked_with_hashes_and_names_no_registry() -> None:
    lock = json.loads((SASS / "package-lock.json").read_text())
    wanted = json.loads((SASS / "package.json").read_text())["dependencies"]
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert not any("resolved" in one for one in packages.values())
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    assert {one["license"] for one in packages.values()} <= {"MIT", "Apache-2.0", "BSD-3-Clause"}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert all(packages[f"node_modules/{name}"]["version"] == wanted[name] for name in wanted)


@pytest.mark.slow
def test_what_is_committed_is_what_the_source_compiles_to(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not here: whether desk.css is what desk.scss compiles to is not known")
    copy = tmp_path / "sass"
    shutil.copytree(SASS, copy, ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "static" / "desk").mkdir(parents=True)
    for command in (["ci"], ["run", "build"]):
        done = subprocess.run(
            [npm, *command], cwd=copy, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "static" / "desk" / "desk.css").read_text(encoding="utf-8") == CSS

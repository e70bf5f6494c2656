"""The layers of the code, as the contracts in pyproject.toml draw them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.contracts.repository import ROOT

LINTER = Path(sys.executable).with_name("lint-imports")


def test_every_import_goes_downward_and_the_public_side_reaches_nothing_that_opens() -> None:
    done = subprocess.run(
        [LINTER, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_app_stands_in_the_layers() -> None:
    """A new app that is in no layer would be checked by nothing."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    drawn = {
        name.strip() for line in contracts["contracts"][0]["layers"] for name in line.split("|")
    }
    apps = {
        f"plainsight.{path.parent.name}" for path in (ROOT / "src/plainsight").glob("*/__init__.py")
    }
    assert apps - drawn == {"plainsight.config"}

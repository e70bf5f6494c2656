"""A store of the test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """The folder that the sealed files are in."""
    settings.DATA = tmp_path
    return tmp_path / "files"

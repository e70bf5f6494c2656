"""The files of the project, for tests that read them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
BINARY = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".mo", ".gz"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that belongs to the project: in git, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def texts() -> list[Path]:
    """Those that a person reads as text."""
    return [path for path in tracked() if path.suffix not in BINARY]


def python() -> list[Path]:
    """The Python files."""
    return [path for path in tracked() if path.suffix == ".py"]

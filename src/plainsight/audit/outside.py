"""The copy of the heads outside the database: a file that only ever grows, one head a line."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plainsight.audit.heads import BadHead, Head, SignedHead, parse

NAME = "heads"
LONGEST_LINE = 1024  # bytes; a head is about 450


class OutsideCopy:
    """The heads file in a folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first head is written."""
        self.folder = folder
        self.path = folder / NAME

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other checkpoint process on this folder waiting until this one is done.

        A lock on the file and not in the database, where any role may take an advisory lock and
        so could stop the checkpoints.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def lines(self) -> Iterator[str]:
        """Yield the complete lines; what a crash cut off at the end is no line."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for line in file:
                if line.endswith(b"\n"):
                    yield line.decode("ascii", errors="replace")

    def last(self) -> SignedHead | None:
        """Return the last complete head, or None; raises BadHead when that line is no head."""
        if not self.path.exists():
            return None
        with self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 2 * LONGEST_LINE))
            *whole, _ = file.read().split(b"\n")
        if not whole:
            if size > LONGEST_LINE:
                raise BadHead(f"the end of {self.path} is no head")
            return None
        return parse(whole[-1].decode("ascii", errors="replace"))

    def find(self, seq: int) -> Head | None:
        """Return a head by number, or None; reads the file, so it is for rare cases."""
        for line in self.lines():
            if f" seq={seq} " in line:
                return parse(line).head
        return None

    def append(self, heads: Iterator[SignedHead]) -> int:
        """Add heads, after cutting away half a line that a crash left; return how many.

        They are on the disk when this returns.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        is_new = not self.path.exists()
        added = 0
        with self.path.open("r+b" if not is_new else "xb") as file:
            file.truncate(file.seek(0 if is_new else _end_of_last_line(self.path)))
            for head in heads:
                file.write(head.line().encode())
                added += 1
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            _sync_folder(self.folder)
        return added


def _end_of_last_line(path: Path) -> int:
    """Return the offset after the last line end."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = max(0, size - 2 * LONGEST_LINE)
        file.seek(start)
        return start + file.read().rfind(b"\n") + 1


def _sync_folder(folder: Path) -> None:
    """Put the folder's own entry for a new file on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

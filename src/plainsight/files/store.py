"""The store of sealed files: DATA/files/<first two letters of the id>/<id>.

It takes and gives sealed bytes only and knows no key. A file appears under its name whole or
not at all: it is written under a temporary name, flushed to the disk, then renamed.
"""

from __future__ import annotations

import errno
import os
import time
import weakref
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from plainsight.core.ids import new_id
from plainsight.files.errors import NoRoom, NoSuchFile

READ_BYTES = 65_536
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PART = ".part-"


class Writer:
    """One file on its way in. Without `commit` nothing of it stays."""

    def __init__(self, file_id: UUID) -> None:
        """Open the temporary file. Raises OSError; `put` says it in our words."""
        self._final = _path(file_id)
        self._part = self._final.with_name(f"{_PART}{new_id()}")
        self._final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._descriptor = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._drop = weakref.finalize(self, _drop, self._descriptor, self._part)

    def write(self, sealed: bytes) -> None:
        """Append sealed bytes. Raises NoRoom when the disk is full."""
        view = memoryview(sealed)
        while view:
            try:
                view = view[os.write(self._descriptor, view) :]
            except OSError as error:
                raise _refusal(error) from None

    def commit(self) -> None:
        """Give the file its name, once it is safely on the disk. Raises NoRoom."""
        try:
            os.fsync(self._descriptor)
            self._part.rename(self._final)
            _sync_folder(self._final.parent)
        except OSError as error:
            raise _refusal(error) from None
        self._drop()

    def discard(self) -> None:
        """Leave nothing behind; harmless after `commit` and when repeated."""
        self._drop()


def put(file_id: UUID) -> Writer:
    """Begin to store the file with this id. Raises NoRoom when the disk is full."""
    try:
        return Writer(file_id)
    except OSError as error:
        raise _refusal(error) from None


def read(file_id: UUID) -> Iterator[bytes]:
    """Give the sealed bytes of a file, a piece at a time; raises NoSuchFile at once."""
    try:
        file = _path(file_id).open("rb")
    except FileNotFoundError:
        raise NoSuchFile from None
    return _pieces(file)


def delete(file_id: UUID) -> None:
    """Remove a file; harmless when it is gone already."""
    with suppress(FileNotFoundError):
        _path(file_id).unlink()


def orphans(
    known: AbstractSet[UUID], *, older_than: timedelta = timedelta(days=1)
) -> Iterator[Path]:
    """Give what no record knows: files not in `known` and half-written ones, past an age."""
    oldest = time.time() - older_than.total_seconds()
    names = {str(file_id) for file_id in known}
    for path in _folder().glob("??/*"):
        with suppress(FileNotFoundError):  # finished or removed meanwhile
            if path.name not in names and path.stat().st_mtime < oldest:
                yield path


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(READ_BYTES):
            yield piece


def _folder() -> Path:
    return Path(settings.DATA) / "files"


def _path(file_id: UUID) -> Path:
    return _folder() / file_id.hex[:2] / str(file_id)


def _drop(descriptor: int, part: Path) -> None:
    """Close the file and take away its temporary name, if it still has one."""
    os.close(descriptor)
    part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refusal(error: OSError) -> Exception:
    return NoRoom("the disk is full") if error.errno in FULL else error

"""A body on disk: sealed under a key that is only in memory, in a file that has no name.

The file is made without a name (or loses it at once, where the file system cannot do that), so
nothing is left behind by a crash, and the key dies with the process.
"""

from __future__ import annotations

import errno
import os
import tempfile
import threading
import weakref
from collections import deque
from pathlib import Path

from nacl.bindings import crypto_secretstream as sodium
from nacl.utils import random

FRAME = 65_536
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CANNOT = frozenset({errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL})
_KEY_BYTES = sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES


class DiskFull(Exception):
    """The spool's disk took no more; what was written is gone when the spool is closed."""


class Spool:
    """First in, first out, sealed. Blocking: call it from the spool's own threads."""

    def __init__(self, folder: Path) -> None:
        """Open a nameless file in `folder`. Raises DiskFull when there is no room for it."""
        try:
            self._file = _nameless(folder)
        except OSError as error:
            raise _refusal(error) from None
        self._close = weakref.finalize(self, os.close, self._file)
        self._turn = threading.Lock()
        key = random(_KEY_BYTES)
        self._seal = sodium.crypto_secretstream_xchacha20poly1305_state()
        self._open = sodium.crypto_secretstream_xchacha20poly1305_state()
        header = sodium.crypto_secretstream_xchacha20poly1305_init_push(self._seal, key)
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(self._open, header, key)
        self._sizes: deque[int] = deque()
        self._written = self._read = 0
        self._full = False

    @property
    def frames(self) -> int:
        """How many frames wait to be pulled."""
        return len(self._sizes)

    def push(self, frame: bytes) -> None:
        """Seal a frame of any size and write it. Raises DiskFull."""
        with self._turn:
            self._check_open()
            if self._full:  # a frame was lost: what followed it could not be opened
                raise DiskFull("no room for the spool")
            sealed = sodium.crypto_secretstream_xchacha20poly1305_push(self._seal, frame)
            view = memoryview(sealed)
            try:
                while view:
                    written = os.pwrite(self._file, view, self._written)
                    self._written += written
                    view = view[written:]
            except OSError as error:
                self._full = True
                raise _refusal(error) from None
            self._sizes.append(len(sealed))

    def pull(self) -> bytes:
        """Read the oldest frame that was not pulled yet and open it."""
        with self._turn:
            self._check_open()
            sealed = os.pread(self._file, self._sizes.popleft(), self._read)
            self._read += len(sealed)
            opened: bytes = sodium.crypto_secretstream_xchacha20poly1305_pull(self._open, sealed)[0]
            return opened

    def close(self) -> None:
        """Give the room back, once no thread is at work on it. Harmless when repeated."""
        with self._turn:
            self._close()

    def _check_open(self) -> None:
        if not self._close.alive:  # or a number used again would be another's file
            raise ValueError("the spool is closed")


def _nameless(folder: Path) -> int:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    descriptor, name = tempfile.mkstemp(dir=folder)
    Path(name).unlink()
    return descriptor


def _refusal(error: OSError) -> Exception:
    return DiskFull("no room for the spool") if error.errno in FULL else error

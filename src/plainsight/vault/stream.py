"""Files, sealed as they come: libsodium's secretstream (XChaCha20-Poly1305) in frames.

Layout: format (1 byte), header (24 bytes), then frames of one size. Each frame holds 64 KiB
before sealing: four bytes that say how much of it is the file's, the file's bytes, zeros.
The number of frames is rounded up to a Padmé size, so that a file's length shows only its
class. The file's id is authenticated with every frame; the last frame alone carries the
final tag, so a file that was cut, extended or put in another order does not open.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from nacl.bindings import crypto_secretstream as sodium
from nacl.exceptions import CryptoError

from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen
from plainsight.vault.padding import padme

FRAME = 65_536
"""The size of a frame before sealing, in bytes."""

_FORMAT = b"\x01"
_HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_SEALED_FRAME = FRAME + sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_LENGTH_BYTES = 4
_ROOM = FRAME - _LENGTH_BYTES


def sealed_size(length: int) -> int:
    """Give the size in bytes of a sealed file whose content has `length` bytes."""
    frames = padme(max(1, -(-length // _ROOM)))
    return len(_FORMAT) + _HEADER + frames * _SEALED_FRAME


class FileSealer:
    """Seals one file, chunk by chunk; at most one frame is held in memory."""

    def __init__(self, key: bytes, file_id: UUID) -> None:
        """Begin a file. `key` has 32 bytes and is used for this file only."""
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        header = sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        self._out = bytearray(_FORMAT + header)
        self._context = _context(file_id)
        self._held = bytearray()
        self._frames = 0
        self._finished = False

    def push(self, chunk: bytes) -> bytes:
        """Take the next bytes of the file; give sealed bytes to store (perhaps none yet)."""
        if self._finished:
            raise ValueError("the file was finished")
        self._held += chunk
        # One frame's worth stays back: only `finish` knows which frame is the last.
        while len(self._held) > _ROOM:
            self._seal_frame(_MESSAGE)
        return self._taken()

    def finish(self) -> bytes:
        """End the file; give the last sealed bytes, padding and final tag included."""
        if self._finished:
            raise ValueError("the file was finished")
        self._finished = True
        for _ in range(padme(self._frames + 1) - self._frames - 1):
            self._seal_frame(_MESSAGE)
        self._seal_frame(_FINAL)
        return self._taken()

    def _seal_frame(self, tag: int) -> None:
        content = bytes(self._held[:_ROOM])
        del self._held[:_ROOM]
        frame = (len(content).to_bytes(_LENGTH_BYTES, "big") + content).ljust(FRAME, b"\0")
        self._out += sodium.crypto_secretstream_xchacha20poly1305_push(
            self._state, frame, self._context, tag
        )
        self._frames += 1

    def _taken(self) -> bytes:
        out = bytes(self._out)
        self._out.clear()
        return out


class FileOpener:
    """Opens one file, chunk by chunk.

    Bytes given out are genuine and in order; that they are all of the file is known only
    when `finish` returns.
    """

    def __init__(self, key: bytes, file_id: UUID) -> None:
        """Begin to open the file with this id under its 32-byte key."""
        self._key = key
        self._state: sodium.crypto_secretstream_xchacha20poly1305_state | None = None
        self._context = _context(file_id)
        self._held = bytearray()
        self._frames = 0
        self._content_ended = False
        self._finished = False

    def push(self, sealed: bytes) -> bytes:
        """Take the next sealed bytes; give the file's bytes (perhaps none yet).

        Raises `CannotOpen` for a wrong key or id, and for anything altered or moved.
        """
        self._held += sealed
        if self._state is None and not self._begun():
            return b""
        opened = bytearray()
        while len(self._held) >= _SEALED_FRAME:
            opened += self._open_frame()
        if self._finished and self._held:
            raise CannotOpen("the sealed file goes on after its end")
        return bytes(opened)

    def finish(self) -> None:
        """Say that the sealed bytes have ended. Raises `CannotOpen` if the file has not."""
        if not self._finished or self._held:
            raise CannotOpen("the sealed file is cut short")

    def opened(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Open a whole file from an iterable of sealed chunks of any size.

        Raises `CannotOpen`, at the latest at its end, unless the file is whole.
        """
        for chunk in chunks:
            if content := self.push(chunk):
                yield content
        self.finish()

    def _begun(self) -> bool:
        if self._held and self._held[:1] != _FORMAT:
            raise CannotOpen("not a sealed file")
        start = len(_FORMAT) + _HEADER
        if len(self._held) < start:
            return False
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        header = bytes(self._held[len(_FORMAT) : start])
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, self._key)
        del self._held[:start]
        return True

    def _open_frame(self) -> bytes:
        if self._finished or self._state is None:
            raise CannotOpen("the sealed file goes on after its end")
        sealed = bytes(self._held[:_SEALED_FRAME])
        del self._held[:_SEALED_FRAME]
        try:
            frame, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(
                self._state, sealed, self._context
            )
        except (CryptoError, RuntimeError):
            raise CannotOpen("a frame of the sealed file does not open") from None
        self._frames += 1
        self._finished = tag == _FINAL
        return self._content(frame)

    def _content(self, frame: bytes) -> bytes:
        length = int.from_bytes(frame[:_LENGTH_BYTES], "big")
        if length > _ROOM or (length and self._content_ended):
            raise CannotOpen("a frame of the sealed file is malformed")
        self._content_ended = length < _ROOM
        return frame[_LENGTH_BYTES : _LENGTH_BYTES + length]


def _context(file_id: UUID) -> bytes:
    return Context("file", file_id, "content").encode()

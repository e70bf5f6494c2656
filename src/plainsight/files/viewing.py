"""Viewing copies, made when an officer asks for one and kept nowhere.

A child process without keys, without network and with limits (`confined`) does the parsing; this
side only pumps: the opened file in, the copy out, both in memory. What comes out is taken for a
stranger's as well: its length is limited and its kind is not the child's to say.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from plainsight.files.refusal import REASONS, CopyRefused
from plainsight.files.sniff import HEAD, sniff

SECONDS = 20.0
"""How long one copy may take, by the clock."""

LARGEST_COPIED = 60_000_000
"""Bytes of a file that is copied; a larger one can only be downloaded."""

LARGEST_COPY = 80_000_000
AT_ONCE = 2
LOOK_EVERY_S = 0.2
_PIECE = 1 << 16
_PAPER = "application/pdf"
_PICTURES = frozenset(
    f"image/{one}" for one in ("jpeg", "png", "gif", "webp", "avif", "tiff", "bmp")
)
_turns = threading.BoundedSemaphore(AT_ONCE)


class Stopped(Exception):
    """The copy may not be made any more; what was made of it is gone."""


@dataclass(frozen=True, repr=False)
class ViewingCopy:
    """A copy in memory: a clear JPEG with a blurred one, or a PDF alone."""

    clear: bytes
    blurred: bytes | None

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown on a page."""
        return self.blurred is not None


def can_be_copied(media_type: str) -> bool:
    """Say whether there are viewing copies of files of this type."""
    return media_type in _PICTURES or media_type == _PAPER


def viewing_copy(
    content: Iterable[bytes], *, may_go_on: Callable[[], bool], seconds: float = SECONDS
) -> ViewingCopy:
    """Return a copy of an opened file, made by a confined child.

    `may_go_on` is asked every fifth of a second: at its first no the child is killed. Raises
    Stopped then, and CopyRefused when no copy can be made; passes on what `content` raises.
    """
    end = time.monotonic() + seconds
    if not _turns.acquire(timeout=seconds / 2):
        raise CopyRefused("busy")
    try:
        whole = _whole(content)
        kind = _kind(whole)
        with _Child(kind) as child:
            answer = _pumped(child, whole, end, may_go_on)
    finally:
        _turns.release()
    return _read(kind, answer)


def _whole(content: Iterable[bytes]) -> bytes:
    whole = bytearray()
    for piece in content:
        whole += piece
        if len(whole) > LARGEST_COPIED:
            raise CopyRefused("too_large")
    return bytes(whole)


def _kind(whole: bytes) -> str:
    """Return which copier to ask; by content, whatever anybody said that it is."""
    media_type = sniff(whole[:HEAD]).media_type
    if not can_be_copied(media_type):
        raise CopyRefused("unsupported")
    return "paper" if media_type == _PAPER else "picture"


class _Child:
    """A child that is gone when the block ends, whatever happened in it."""

    def __init__(self, kind: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-I", "-B", "-m", "plainsight.files.copying", kind],
            env={},
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            bufsize=0,
        )

    def __enter__(self) -> subprocess.Popen[bytes]:
        return self._process

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()


def _pumped(
    child: subprocess.Popen[bytes], whole: bytes, end: float, may_go_on: Callable[[], bool]
) -> bytes:
    """Give the child the file and return what it answers, until it has ended its answer."""
    assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 (for mypy: both are pipes)
    answer, left = bytearray(), memoryview(whole)
    with selectors.DefaultSelector() as ready:
        os.set_blocking(child.stdin.fileno(), False)
        ready.register(child.stdin, selectors.EVENT_WRITE)
        ready.register(child.stdout, selectors.EVENT_READ)
        for events in _looks(ready, end, may_go_on):
            for key, _ in events:
                if key.fileobj is child.stdin:
                    left = _given(child.stdin, left)
                    if not left:
                        ready.unregister(child.stdin)
                        child.stdin.close()
                    continue
                piece = os.read(child.stdout.fileno(), _PIECE)
                answer += piece
                if not piece:
                    return bytes(answer)
                if len(answer) > LARGEST_COPY:
                    raise CopyRefused("too_large")
    raise CopyRefused("slow")


def _looks(
    ready: selectors.BaseSelector, end: float, may_go_on: Callable[[], bool]
) -> Iterator[list[tuple[selectors.SelectorKey, int]]]:
    """Give what is ready, until the end; ask now and then whether to go on."""
    asked = 0.0
    while (now := time.monotonic()) < end:
        if now - asked >= LOOK_EVERY_S:
            asked = now
            if not may_go_on():
                raise Stopped
        yield ready.select(timeout=LOOK_EVERY_S / 2)


def _given(pipe: IO[bytes], left: memoryview) -> memoryview:
    try:
        return left[os.write(pipe.fileno(), left[:_PIECE]) :]
    except BlockingIOError:
        return left
    except BrokenPipeError:
        return left[:0]  # it has ended early: its answer, or none, tells why


def _read(kind: str, answer: bytes) -> ViewingCopy:
    """Return the copy in a child's answer; anything that is not one is a refusal."""
    line, _, rest = answer.partition(b"\n")
    try:
        head = json.loads(line)
        if head.get("refused") in REASONS:
            raise CopyRefused(head["refused"])
        sizes = [int(size) for size in head["parts"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CopyRefused("damaged") from None
    if kind == "paper" and sizes == [len(rest)] and rest.startswith(b"%PDF-"):
        return ViewingCopy(rest, None)
    if kind == "picture" and len(sizes) == 2 and min(sizes) > 0 and sum(sizes) == len(rest):  # noqa: PLR2004 (blurred and clear)
        blurred, clear = rest[: sizes[0]], rest[sizes[0] :]
        if blurred.startswith(b"\xff\xd8\xff") and clear.startswith(b"\xff\xd8\xff"):
            return ViewingCopy(clear, blurred)
    raise CopyRefused("damaged")

"""A hundred megabytes come in with no byte of them on the disk in clear, and little memory."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from plainsight.vault.stream import FileOpener
from tests.serving.running import Site, read_answer

pytestmark = pytest.mark.slow

MARKER = b"a-marker-that-must-be-nowhere-in-clear-"
SIZE = 100_000_000
BOUNDARY = "----------------------------boundary"


def content(size: int) -> bytes:
    """A file that holds the marker many times."""
    piece = MARKER + os.urandom(4_096 - len(MARKER))
    return (piece * (size // len(piece) + 1))[:size]


def form(file: bytes) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    return head.encode() + file + f"\r\n--{BOUNDARY}--\r\n".encode()


def in_clear(site: Site) -> list[str]:
    """Every file that holds the marker: named ones in the site's folders, open nameless ones."""
    open_files = []
    with contextlib.suppress(FileNotFoundError):
        open_files = list(Path(f"/proc/{site.pid}/fd").iterdir())
    named = [path for path in site.folder.rglob("*") if path.is_file()]
    return [str(path) for path in [*named, *open_files] if holds_marker(path)]


def holds_marker(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        return MARKER in path.read_bytes()
    except OSError:
        return False


def spooled(site: Site) -> int:
    """Bytes in the site's open spool files."""
    total = 0
    for link in Path(f"/proc/{site.pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            if "/spool/" in str(link.readlink()):
                total += link.stat().st_size
    return total


def test_a_hundred_megabytes_leave_nothing_in_clear_and_little_in_memory(
    start: Callable[..., Site], record_testsuite_property: Callable[[str, object], None]
) -> None:
    site = start()
    file = content(SIZE)
    body = form(file)
    kind = f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
    with site.connect() as line:
        line.sendall(site.head("/r/f/", len(body), kind) + body[:60_000_000])
        until = time.monotonic() + 20
        while spooled(site) < 59_000_000 and time.monotonic() < until:
            time.sleep(0.1)
        assert spooled(site) >= 59_000_000, (
            "nothing was spooled: this test looks at the wrong place"
        )
        assert in_clear(site) == []
        line.sendall(body[60_000_000:])
        answer = read_answer(line)
    assert hashlib.sha256(file).hexdigest().encode() in answer
    assert in_clear(site) == []
    record_testsuite_property("MB of memory at most, for 100 MB", site.memory_mb())
    assert site.memory_mb() < 120
    assert spooled(site) == 0
    stored = [path for path in (site.folder / "files").rglob("*") if path.is_file()]
    assert len(stored) == 1
    opener = FileOpener(bytes(32), UUID(stored[0].name))
    assert b"".join(opener.opened([stored[0].read_bytes()])) == file


def test_four_uploads_at_once_take_little_memory(start: Callable[..., Site]) -> None:
    site = start()
    body = form(content(30_000_000))
    kind = f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
    with contextlib.ExitStack() as lines:
        sending = [lines.enter_context(site.connect()) for _ in range(4)]
        for line in sending:
            line.sendall(site.head("/r/f/", len(body), kind) + body)
        for line in sending:
            assert b'"size": 30000000' in read_answer(line)
    assert site.memory_mb() < 130

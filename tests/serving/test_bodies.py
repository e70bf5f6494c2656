"""A held body comes out as it went in, is sealed on the disk, and gives everything back."""

from __future__ import annotations

import asyncio
import errno
import os
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.exceptions import CryptoError

from plainsight.config.serving.bodies import Body, Keep
from plainsight.config.serving.budget import Budget, NoPlace
from plainsight.config.serving.limits import Limits
from plainsight.config.serving.spool import DiskFull, Spool

MARKER = b"a marker that must not be on the disk in clear"


def run(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)


def keep(folder: Path, **limits: int) -> Keep:
    return Keep(Budget(Limits(**limits)), folder)


async def drained(body: Body) -> bytes:
    taken = b""
    while not body.empty:
        taken += await body.take()
    return taken


STEPS = st.lists(st.one_of(st.integers(min_value=0, max_value=150_000), st.just("take")))


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, in_memory=st.sampled_from([0, 10_000, 256_000]), short=st.booleans())
def test_bytes_come_out_in_the_order_in_which_they_went_in(
    steps: list[int | str], in_memory: int, *, short: bool
) -> None:
    async def story() -> None:
        with tempfile.TemporaryDirectory() as folder:
            memory = 20_000 if short else 32_000_000
            held = keep(Path(folder), in_memory_bytes=in_memory, memory_bytes=memory)
            body = Body(held)
            went_in, came_out = b"", b""
            for step in steps:
                if isinstance(step, int):
                    chunk = os.urandom(step)
                    went_in += chunk
                    await body.put(chunk)
                else:
                    came_out += await body.take()
            assert came_out + await drained(body) == went_in
            assert body.size == len(went_in)
            body.close()
            assert (held.budget.memory, held.budget.spooled) == (0, 0)
            held.threads.shutdown()

    run(story())


def test_what_is_on_the_disk_is_sealed_and_has_no_name(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.push(MARKER * 1_000)
    assert list(tmp_path.iterdir()) == []
    assert MARKER not in os.pread(spool._file, 1_000_000, 0)
    assert spool.pull() == MARKER * 1_000
    spool.close()


def test_a_file_system_without_nameless_files_loses_the_name_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.open

    def old(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(errno.EOPNOTSUPP, "not here")
        return really(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", old)
    spool = Spool(tmp_path)
    assert list(tmp_path.iterdir()) == []
    spool.push(b"abc")
    assert spool.pull() == b"abc"
    spool.close()


def test_a_closed_spool_touches_nothing_any_more(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.push(b"abc")
    spool.close()
    spool.close()
    with pytest.raises(ValueError, match="closed"):
        spool.push(b"def")
    with pytest.raises(ValueError, match="closed"):
        spool.pull()


def test_a_disk_that_fills_in_the_middle_keeps_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = Spool(tmp_path)
    spool.push(b"first")
    really = os.pwrite

    def full(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(DiskFull):
        spool.push(b"second")
    monkeypatch.setattr(os, "pwrite", really)
    with pytest.raises(DiskFull):  # the second is lost, so a third could not be opened
        spool.push(b"third")
    assert spool.pull() == b"first"
    spool.close()


def test_a_spool_altered_on_the_disk_does_not_open(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.push(b"what was sent")
    os.pwrite(spool._file, b"\0\0\0", 3)
    with pytest.raises(CryptoError):
        spool.pull()
    spool.close()


def test_bodies_together_take_no_more_memory_than_they_may(tmp_path: Path) -> None:
    async def story() -> None:
        held = keep(tmp_path, memory_bytes=1_000_000)
        bodies = [Body(held) for _ in range(40)]
        for body in bodies:
            await body.put(bytes(100_000))
            assert held.budget.memory <= 1_000_000
        in_memory = sum(len(body._held) for body in bodies)
        assert in_memory < 1_000_000 + 40 * 4_096
        for body in bodies:
            assert await drained(body) == bytes(100_000)
            body.close()
        held.threads.shutdown()

    run(story())


def test_a_body_past_the_spools_share_is_refused(tmp_path: Path) -> None:
    async def story() -> None:
        held = keep(tmp_path, spool_bytes=1_000_000)
        body = Body(held)
        await body.put(bytes(900_000))
        with pytest.raises(NoPlace):
            await body.put(bytes(300_000))
        body.close()
        other = Body(held)
        await other.put(bytes(900_000))
        other.close()
        held.threads.shutdown()

    run(story())


def test_a_body_dropped_while_it_is_written_gives_everything_back(tmp_path: Path) -> None:
    async def story() -> None:
        held = keep(tmp_path)
        for _ in range(20):
            body = Body(held)
            task = asyncio.create_task(body.put(bytes(3_000_000)))
            await asyncio.sleep(0.001)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            body.close()
        held.threads.shutdown()
        assert (held.budget.memory, held.budget.spooled) == (0, 0)

    run(story())
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    assert not [link for link in links if str(tmp_path) in str(link.resolve())]

"""More than one process may serve one zone; a lost one is replaced."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serving.running import Site

pytestmark = pytest.mark.slow


def children(site: Site) -> set[int]:
    """The processes that serve; the one that watches them is their parent."""
    listed = Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()
    return {
        int(pid) for pid in listed if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    }


def test_a_lost_worker_is_replaced_and_all_stop_together(start: Callable[..., Site]) -> None:
    site = start(workers=2)
    assert site.get("/").text == "A page."
    first = children(site)
    assert len(first) == 2
    os.kill(min(first), signal.SIGKILL)
    until = time.monotonic() + 20
    while (len(children(site)) < 2 or children(site) == first) and time.monotonic() < until:
        time.sleep(0.2)
    assert len(children(site)) == 2
    assert children(site) != first
    time.sleep(1)
    assert all(site.get("/").text == "A page." for _ in range(10))
    last = children(site)
    site.process.terminate()
    site.process.wait(10)
    assert not [pid for pid in last if Path(f"/proc/{pid}").exists()]

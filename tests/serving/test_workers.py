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


def settled(site: Site, *, unlike: set[int]) -> set[int]:
    """The two processes that serve once they are other ones and stay the same for a second.

    The kernel's list may leave one out while another comes or goes.
    """
    until, found = time.monotonic() + 30, unlike
    while time.monotonic() < until:
        before, found = found, children(site)
        if found == before and len(found) == 2 and found != unlike:
            return found
        time.sleep(1)
    return found


def test_a_lost_worker_is_replaced_and_all_stop_together(start: Callable[..., Site]) -> None:
    site = start(workers=2)
    assert site.get("/").text == "A page."
    first = children(site)
    assert len(first) == 2
    os.kill(min(first), signal.SIGKILL)
    now = settled(site, unlike=first)
    assert len(now) == 2
    assert now != first
    time.sleep(1)
    assert all(site.get("/").text == "A page." for _ in range(10))
    last = children(site)
    site.process.terminate()
    site.process.wait(10)
    assert not [pid for pid in last if Path(f"/proc/{pid}").exists()]

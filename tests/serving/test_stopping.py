"""Told to stop, the server finishes what runs, ends what would go on, and is gone in 3 s."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

import pytest

from tests.serving.running import Site, read_all, read_answer

pytestmark = pytest.mark.slow


def stopped_in(site: Site, how: signal.Signals) -> float:
    began = time.monotonic()
    site.process.send_signal(how)
    site.process.wait(20)
    return time.monotonic() - began


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_server_stops_at_once(start: Callable[..., Site], how: signal.Signals) -> None:
    assert stopped_in(start(), how) < 1.5


def test_a_running_request_finishes(start: Callable[..., Site]) -> None:
    site = start()
    with site.connect() as line:
        line.sendall(site.head("/echo/?then=1.5", 3) + b"abc")
        time.sleep(0.3)
        assert stopped_in(site, signal.SIGTERM) < 3.5
        assert b'"size": 3' in read_answer(line)


def test_a_half_sent_post_is_told_before_the_end(start: Callable[..., Site]) -> None:
    site = start()
    with site.connect() as line:
        line.sendall(site.head() + b"abc")
        time.sleep(0.3)
        assert stopped_in(site, signal.SIGTERM) < 4
        answer = read_all(line)
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"we are starting again" in answer


def test_a_half_sent_post_may_still_arrive(start: Callable[..., Site]) -> None:
    site = start()
    with site.connect() as line:
        line.sendall(site.head(length=6) + b"abc")
        time.sleep(0.3)
        site.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        line.sendall(b"def")
        assert b'"size": 6' in read_answer(line)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_request_that_never_ends_does_not_keep_the_process(
    start: Callable[..., Site], how: signal.Signals
) -> None:
    site = start()
    with site.connect() as line:
        line.sendall(site.head("/echo/?then=60", 3) + b"abc")
        time.sleep(0.3)
        assert stopped_in(site, how) < 5

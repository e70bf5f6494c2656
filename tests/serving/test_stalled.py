"""Slow lines hold no thread: half-sent posts and unread answers leave pages instant."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress

import pytest

from tests.serving.running import Site, read_all, read_answer

pytestmark = pytest.mark.slow


def p95_ms(site: Site, pages: int = 200) -> float:
    """The time that 95 of 100 pages take at most, in milliseconds."""
    times = []
    with site.client() as client:
        for _ in range(pages):
            began = time.perf_counter()
            assert client.get("/").text == "A page."
            times.append((time.perf_counter() - began) * 1000)
    return sorted(times)[int(pages * 0.95)]


def received(line: socket.socket) -> int:
    """How many bytes come until the line is closed or reset."""
    got = 0
    with suppress(ConnectionResetError):
        while piece := line.recv(1_000_000):
            got += len(piece)
    return got


def test_five_hundred_stalled_posts_leave_pages_instant(
    start: Callable[..., Site], record_testsuite_property: Callable[[str, object], None]
) -> None:
    site = start(threads=8)
    with ExitStack() as lines:
        stalled = [lines.enter_context(site.connect()) for _ in range(500)]
        for line in stalled:
            line.sendall(site.head(length=50_000) + bytes(20_000))
        meanwhile = p95_ms(site)
        record_testsuite_property("p95_ms beside 500 stalled posts", round(meanwhile, 1))
        assert meanwhile < 100
        assert site.memory_mb() < 150
        for line in stalled[:20]:
            line.sendall(bytes(30_000))
            assert b'"size": 50000' in read_answer(line)


def test_when_all_places_are_taken_the_longest_silent_one_makes_room(
    start: Callable[..., Site],
) -> None:
    site = start(limits={"receiving": 50, "evictable_s": 0.5})
    with ExitStack() as lines:
        stalled = [lines.enter_context(site.connect()) for _ in range(50)]
        for line in stalled:
            line.sendall(site.head() + b"abc")
        assert site.post("/echo/", content=b"too soon").status_code == 503
        time.sleep(1)
        stalled[0].sendall(b"d")  # it lives: another one goes
        time.sleep(0.2)
        assert site.post("/echo/", content=b"abc").json()["size"] == 3
        assert stalled[1].recv(12) == b"HTTP/1.1 408"
        stalled[0].sendall(bytes(96))
        assert b'"size": 100' in read_answer(stalled[0])


def test_when_memory_is_short_small_bodies_go_to_the_spool(start: Callable[..., Site]) -> None:
    site = start(limits={"memory_bytes": 100_000})
    with ExitStack() as lines:
        stalled = [lines.enter_context(site.connect()) for _ in range(40)]
        for line in stalled:
            line.sendall(site.head(length=50_000) + b"x" * 49_999)
        time.sleep(0.5)
        for line in stalled:
            line.sendall(b"x")
            assert b'"size": 50000' in read_answer(line)


def test_clients_that_do_not_read_leave_pages_instant(start: Callable[..., Site]) -> None:
    site = start(threads=4)
    with ExitStack() as lines:
        for _ in range(12):
            line = lines.enter_context(site.connect())
            line.sendall(b"GET /big/?pieces=320 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")  # 21 MB
        time.sleep(2)
        assert p95_ms(site, 50) < 100
        assert site.memory_mb() < 150


def test_an_answer_that_nobody_reads_is_dropped(start: Callable[..., Site]) -> None:
    site = start(threads=1, limits={"unread_s": 0.5})
    with site.connect() as line:
        line.sendall(b"GET /big/?pieces=320 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        time.sleep(3)
        assert received(line) < 320 * 65_536
    assert site.get("/").status_code == 200


def test_a_long_answer_arrives_as_it_was_given(start: Callable[..., Site]) -> None:
    site = start(
        limits={"spool_bytes": 2_000_000}
    )  # less than the answer: then no faster than read
    answer = site.get("/big/?pieces=100")
    assert answer.content == b"".join(bytes([number]) * 65_536 for number in range(100))


@pytest.mark.parametrize("says", ["1000", "70000", "99999999"])
def test_an_answer_of_another_length_than_it_says_holds_no_thread(
    start: Callable[..., Site], says: str
) -> None:
    site = start(threads=1)
    with site.connect() as line:
        asked = f"/wrong-length/?pieces=100&says={says}"
        line.sendall(f"GET {asked} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        assert received(line) < 100_000_000
    assert site.get("/").text == "A page."


def test_an_answer_that_breaks_off_is_not_taken_for_a_whole_one(start: Callable[..., Site]) -> None:
    site = start(threads=1)
    with site.connect() as line:
        line.sendall(b"GET /breaks-off/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert not read_all(line).endswith(b"0\r\n\r\n")
    assert site.get("/").text == "A page."
    assert "this text" not in site.told()

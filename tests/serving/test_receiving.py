"""Bodies are received first: whole, within limits, however they are sent."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving.running import Site, read_all, read_answer


def test_a_body_arrives_as_it_was_sent(site: Site) -> None:
    body = bytes(range(256)) * 500
    told = site.post("/echo/", content=body).json()
    assert told["size"] == len(body)
    assert told["sha256"] == hashlib.sha256(body).hexdigest()


def test_a_body_too_large_for_memory_arrives_as_it_was_sent(site: Site) -> None:
    body = bytes(range(251)) * 2_300  # 577,300 bytes: through the spool, last frame not whole
    told = site.post("/echo/", content=body).json()
    assert (told["size"], told["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())


def test_a_body_without_a_length_arrives_whole(site: Site) -> None:
    def pieces() -> Iterator[bytes]:
        for number in range(50):
            yield bytes([number]) * 1_000

    assert site.post("/echo/", content=pieces()).json()["size"] == 50_000


def test_a_get_and_a_head_with_a_body_are_answered(site: Site) -> None:
    with site.client() as client:
        assert client.request("GET", "/echo/", content=b"abc").json()["size"] == 3
        answer = client.request("HEAD", "/echo/", content=b"abc")
    assert (answer.status_code, answer.content) == (200, b"")


def test_an_empty_post_is_answered(site: Site) -> None:
    assert site.post("/echo/", content=b"").json()["size"] == 0


def test_a_client_that_waits_to_be_asked_is_asked(site: Site) -> None:
    with site.connect() as line:
        line.sendall(site.head(length=3, more="Expect: 100-continue\r\n"))
        assert line.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"abc")
        assert b'"size": 3' in read_answer(line)


def test_a_client_that_waits_to_be_asked_is_told_at_once_that_it_is_too_much(site: Site) -> None:
    with site.connect() as line:
        line.sendall(site.head(length=700_000, more="Expect: 100-continue\r\n"))
        assert line.recv(12) == b"HTTP/1.1 413"


def test_what_is_too_large_is_refused_with_words_that_help(site: Site) -> None:
    answer = site.post("/echo/", content=bytes(5_000_000))
    assert answer.status_code == 413
    assert "what you typed should still be there" in answer.text
    assert "999" in answer.text


def test_what_turns_out_too_large_is_refused(site: Site) -> None:
    answer = site.post("/echo/", content=(bytes(10_000) for _ in range(100)))
    assert answer.status_code == 413


def test_a_path_that_takes_files_takes_more(site: Site) -> None:
    answer = site.post("/r/f/", files={"file": ("x", bytes(2_000_000))})
    assert answer.json()["kept"][0]["size"] == 2_000_000


@pytest.mark.slow
def test_a_slow_phone_is_served(site: Site) -> None:
    with site.connect() as line:
        line.sendall(site.head(length=20))
        for _ in range(5):
            time.sleep(0.5)  # 2.5 s in all, more than the 1.5 s of silence that are allowed
            line.sendall(b"abcd")
        assert b'"size": 20' in read_answer(line)


@pytest.mark.slow
def test_a_silent_line_is_told_so_and_closed(site: Site) -> None:
    with site.connect() as line:
        line.sendall(site.head() + b"abc")
        began = time.monotonic()
        answer = read_all(line)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"the line was too slow" in answer
    assert 1 < time.monotonic() - began < 10


def test_a_client_that_hangs_up_leaves_nothing(site: Site) -> None:
    for _ in range(20):
        with site.connect() as line:
            line.sendall(site.head("/r/f/", 3_000_000) + bytes(1_000_000))
            _until(lambda: _spools(site))  # the server has begun to keep it
    empty_since = time.monotonic()

    def stays_empty() -> bool:
        nonlocal empty_since
        if _spools(site):
            empty_since = time.monotonic()
        return time.monotonic() - empty_since > 1

    _until(stays_empty)
    assert list((site.folder / "spool").iterdir()) == []


def test_two_requests_on_one_line_are_both_answered(site: Site) -> None:
    with site.connect() as line:
        line.sendall((site.head(length=3) + b"abc") * 2)
        got = b""
        while got.count(b'"size": 3') < 2:
            got += line.recv(65_536)


def _until(is_so: Callable[[], object]) -> None:
    """Wait for something to be so."""
    until = time.monotonic() + 15
    while not is_so():
        assert time.monotonic() < until, "it did not come to be"
        time.sleep(0.02)


def _spools(site: Site) -> int:
    found = 0
    for link in Path(f"/proc/{site.pid}/fd").iterdir():
        try:
            found += "/spool/" in str(link.readlink())
        except FileNotFoundError:
            continue
    return found

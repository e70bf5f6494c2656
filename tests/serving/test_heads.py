"""A request's head has to come in time and to be of a sensible size."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.serving.running import Site, read_all, read_answer

pytestmark = pytest.mark.slow


def test_a_head_that_does_not_come_to_an_end_is_told_so(start: Callable[..., Site]) -> None:
    site = start(head_s=1)
    with site.connect() as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        for _ in range(4):
            time.sleep(0.15)
            line.sendall(b"X-More: 1\r\n")
        assert read_all(line).startswith(b"HTTP/1.1 408 ")


def test_a_line_that_says_nothing_is_closed_without_a_word(start: Callable[..., Site]) -> None:
    site = start(head_s=0.5)
    with site.connect() as line:
        assert read_all(line) == b""


def test_a_second_request_on_a_line_has_the_same_time(start: Callable[..., Site]) -> None:
    site = start(head_s=0.5)
    with site.connect() as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"A page." in read_answer(line)
        time.sleep(0.7)  # between two requests no head is awaited
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"A page." in read_answer(line)
        line.sendall(b"GET / HTTP/1.1\r\n")
        assert read_all(line).startswith(b"HTTP/1.1 408 ")


def test_a_slow_body_is_not_held_to_the_heads_time(start: Callable[..., Site]) -> None:
    site = start(head_s=0.5)
    with site.connect() as line:
        line.sendall(site.head(length=3))
        time.sleep(0.8)
        line.sendall(b"abc")
        assert b'"size": 3' in read_answer(line)

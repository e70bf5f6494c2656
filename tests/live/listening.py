"""Listens to the event stream over a plain socket, as a browser's EventSource would."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.serving.running import Site

ASK = b"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n%b\r\n"


@dataclass
class Listener:
    """One open stream."""

    line: socket.socket
    got: bytes = b""
    closed: bool = False

    def wait_for(self, wanted: bytes, *, count: int = 1, seconds: float = 10) -> bool:
        """Read until something was said so many times; False when it was not in time."""
        until = time.monotonic() + seconds
        while self.got.count(wanted) < count and not self.closed:
            self.line.settimeout(max(until - time.monotonic(), 0.01))
            try:
                piece = self.line.recv(65_536)
            except TimeoutError:
                break
            self.closed = not piece
            self.got += piece
        return self.got.count(wanted) >= count

    @property
    def bells(self) -> int:
        return self.got.count(b"event: bell\n")


@contextmanager
def listening(site: Site, *, cookie: str = "") -> Iterator[Listener]:
    """Open a stream and wait until it is open, or until Django's other answer is there."""
    with site.connect() as line:
        line.sendall(ASK % (f"Cookie: {cookie}\r\n".encode() if cookie else b""))
        listener = Listener(line)
        listener.wait_for(b"\r\n\r\n")
        if b"text/event-stream" in listener.got:
            listener.wait_for(b"retry: ")
        yield listener

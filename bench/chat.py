"""An open chat room before a real public site, and visitors in it who only hold a line open."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg

from bench.stack import Stack
from bench.visitor import Line, Visitor, token

COOKIE = "__Host-h"


@contextmanager
def open_room(stack: Stack) -> Iterator[None]:
    """Open the chat all day, with an operator whose page says that it is there."""
    over = threading.Event()
    with psycopg.connect(stack.server.url("superuser"), autocommit=True) as room:
        room.execute(
            "INSERT INTO chat_hours (weekday, opens, closes) "
            "SELECT day, '00:00', '23:59:59.999999' FROM generate_series(0, 6) AS day"
        )
        room.execute(
            "INSERT INTO chat_presence (officer, is_taking, seen_at) VALUES (%s, true, now())",
            [uuid4()],
        )

        def stay() -> None:
            while not over.wait(30):
                room.execute("UPDATE chat_presence SET seen_at = now()")

        staying = threading.Thread(target=stay)
        staying.start()
        try:
            yield
        finally:
            over.set()
            staying.join()


def begin(line: Line) -> str:
    """Begin a chat and return its cookie."""
    visitor = Visitor(line)
    given = token(visitor.get("/c/"))
    visitor.press("/c/", form_token=given, language="en", text="Somebody sleeps in the shop")
    return visitor.cookies[COOKIE]


def stream(port: int, cookie: str) -> socket.socket:
    """Open a chat's stream and wait until it says its first words."""
    line = socket.create_connection(("127.0.0.1", port), timeout=30)
    line.sendall(
        b"GET /c/l/ HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n"
        b"Cookie: %s=%s\r\n\r\n" % (port, COOKIE.encode(), cookie.encode())
    )
    got = b""
    while b"event: chat" not in got:
        piece = line.recv(4_096)
        if not piece:
            raise RuntimeError(f"the stream did not open: {got[:80]!r}")
        got += piece
    return line

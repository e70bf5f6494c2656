"""Where the quick exit leads in these tests: a server of their own, which may also be ill."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

TITLE = "Sunny spells"
PAGE = f"<!doctype html><html lang=en><title>{TITLE}</title><h1>{TITLE}</h1>".encode()
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)
)


class Destination:
    """Answers every page with the same one; `hang` and `die` make it slow and dead."""

    def __init__(self) -> None:
        """Begin to answer."""
        self.requests: list[str] = []
        self.arrived: list[float] = []  # when each came, in monotonic seconds
        self.hangs = False
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.url = f"http://localhost:{self.port}/weather"
        self._begin()

    def die(self) -> None:
        """Refuse every connection."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def recover(self) -> None:
        """Answer again, at the same address, and forget who came."""
        self.hangs = False
        self.requests.clear()
        self.arrived.clear()
        if self._listening.fileno() == -1:
            self._listening = socket.create_server(("127.0.0.1", self.port))
            self._begin()

    def _begin(self) -> None:
        threading.Thread(target=self._serve, args=(self._listening,), daemon=True).start()

    def _serve(self, listening: socket.socket) -> None:
        while True:
            try:
                visitor, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(visitor,), daemon=True).start()

    def _answer(self, visitor: socket.socket) -> None:
        with suppress(OSError), visitor:
            asked = visitor.recv(65_536).decode("latin-1")
            if not asked:
                return
            if "favicon" not in asked.partition("\r\n")[0]:
                self.arrived.append(time.monotonic())
                self.requests.append(asked)
            while self.hangs:
                time.sleep(0.05)
            visitor.sendall(ANSWER)

"""A door before the site that can be slow: it lets bytes through as a bad line would.

It also notes which requests came, so that a test sees what the server saw.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from contextlib import suppress

REQUEST = re.compile(rb"(GET|POST|HEAD) (\S+) HTTP/1\.1\r\n")
PIECE = 8_192


class Door:
    """Listens at `port` and passes everything on to the site behind it."""

    def __init__(self, to: int, port: int = 0) -> None:
        """Listen, at a free port unless one is given, and pass on to the port `to`."""
        self._to = to
        self._listening = socket.create_server(("127.0.0.1", port))
        self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        self.port: int = self._listening.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.asked: list[str] = []
        self.cut_uploads = 0
        self.stall_after: bytes | None = None
        self.upload_bytes_per_s: int | None = None
        self.drops_cookies = False
        threading.Thread(target=self._serve, daemon=True).start()

    def open_wide(self) -> None:
        """Be fast again, and forget what was asked."""
        self.stall_after = self.upload_bytes_per_s = None
        self.drops_cookies = False
        self.cut_uploads = 0
        self.asked.clear()

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                inner, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._pass, args=(inner,), daemon=True).start()

    def _pass(self, person: socket.socket) -> None:
        with suppress(OSError), person, socket.create_connection(("127.0.0.1", self._to)) as site:
            back = threading.Thread(target=self._back, args=(site, person), daemon=True)
            back.start()
            self._forth(person, site)
            back.join()

    def _forth(self, person: socket.socket, site: socket.socket) -> None:
        """Pass requests on, without compression, so that an answer can be cut at a word."""
        slowed = False
        while piece := self._read(person, site, slowed=slowed):
            found = REQUEST.findall(piece)
            self.asked += [f"{method.decode()} {path.decode()}" for method, path in found]
            plain = piece.replace(b"Accept-Encoding:", b"X-Accept-Encode:")
            if self.drops_cookies:
                plain = plain.replace(b"Cookie:", b"X-Drop:")
            site.sendall(plain)
            slowed = bool(self.upload_bytes_per_s) and (slowed or b"multipart/form-data" in piece)
            if slowed and self.upload_bytes_per_s:
                time.sleep(PIECE / self.upload_bytes_per_s)
        with suppress(OSError):
            site.shutdown(socket.SHUT_WR)

    def _read(self, person: socket.socket, site: socket.socket, *, slowed: bool) -> bytes:
        try:
            piece = person.recv(PIECE)
        except OSError:
            piece = b""
        if slowed and not piece:
            self.cut_uploads += 1
            site.close()
        return piece

    def _back(self, site: socket.socket, person: socket.socket) -> None:
        with suppress(OSError):
            while piece := site.recv(PIECE):
                mark = self.stall_after
                if mark and mark in piece:
                    person.sendall(piece[: piece.index(mark) + len(mark)])
                    while self.stall_after:
                        time.sleep(0.05)
                    piece = piece[piece.index(mark) + len(mark) :]
                person.sendall(piece)
            person.shutdown(socket.SHUT_WR)

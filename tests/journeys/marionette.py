"""Just enough of Firefox's own remote protocol to look at a page; keys come from outside."""

from __future__ import annotations

import json
import socket
import time
from typing import Any


class MarionetteError(Exception):
    """Firefox would not do what was asked."""


class Marionette:
    """One session with a Firefox that was started with `-marionette`."""

    def __init__(self, port: int, *, seconds: float = 30) -> None:
        """Connect, for as long as a browser may take to start."""
        until = time.monotonic() + seconds
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
        self._number = 0
        self._rest = b""
        self._receive()
        self.ask("WebDriver:NewSession", {"pageLoadStrategy": "none"})

    def ask(self, command: str, parameters: dict[str, Any] | None = None) -> Any:
        """Send one command and return its value; raises MarionetteError."""
        self._number += 1
        body = json.dumps([0, self._number, command, parameters or {}]).encode()
        self._socket.sendall(b"%d:%s" % (len(body), body))
        _, _, error, value = self._receive()
        if error:
            raise MarionetteError(error.get("message"))
        return value.get("value", value) if isinstance(value, dict) else value

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def _receive(self) -> Any:
        while b":" not in self._rest:
            self._more()
        length, _, self._rest = self._rest.partition(b":")
        while len(self._rest) < int(length):
            self._more()
        body, self._rest = self._rest[: int(length)], self._rest[int(length) :]
        return json.loads(body)

    def _more(self) -> None:
        piece = self._socket.recv(65_536)
        if not piece:
            raise MarionetteError("Firefox is gone")
        self._rest += piece

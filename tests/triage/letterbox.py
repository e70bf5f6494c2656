"""A mail server that a test runs itself: real SMTP on a local port, letters kept in memory."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field
from typing import IO


@dataclass
class Letterbox:
    """Takes letters until it is closed; refuses all recipients that it is told to refuse."""

    letters: list[tuple[str, bytes]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Listen on a free port."""
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def close(self) -> None:
        """Take no more."""
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            with line, line.makefile("rwb") as spoken:
                self._converse(spoken)

    def _converse(self, spoken: IO[bytes]) -> None:
        def say(words: bytes) -> None:
            spoken.write(words + b"\r\n")
            spoken.flush()

        say(b"220 box.example.org")
        to = ""
        while heard := spoken.readline():
            verb = heard[:4].upper()
            if verb == b"RCPT":
                to = heard.partition(b"<")[2].partition(b">")[0].decode()
                say(b"550 unknown" if to in self.refused else b"250 good")
            elif verb == b"DATA":
                say(b"354 go on")
                lines = iter(spoken.readline, b".\r\n")
                self.letters.append((to, b"".join(lines)))
                say(b"250 taken")
            elif verb == b"QUIT":
                say(b"221 bye")
                return
            else:
                say(b"250 good")

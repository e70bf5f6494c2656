"""uvicorn's HTTP protocol with what it leaves open.

A request's head may take only so long and be only so large; the answers that uvicorn gives by
itself carry our headers; and what would go on for long ends when the server stops.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from plainsight.config.serving import answers
from plainsight.config.serving.answers import Answer

HEAD_BYTES = 32_768
HEAD_S = 60.0


class EdgeProtocol(HttpToolsProtocol):
    """One connection."""

    _head_timer: asyncio.TimerHandle | None = None
    _in_head = True
    _head_bytes = 0

    def connection_made(self, transport: Any) -> None:
        """Give a new connection a limited time to say what it wants."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the clock with the connection."""
        self._end_head()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes before a request's head is whole."""
        super().data_received(data)
        if not self._in_head:
            return
        self._head_bytes += len(data)
        if self._head_bytes > HEAD_BYTES:
            self._refuse(answers.HEAD_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Begin to count a request's head."""
        super().on_message_begin()
        self._await_head()

    def on_headers_complete(self) -> None:
        """Stop counting: the head is whole."""
        self._end_head()
        super().on_headers_complete()

    def send_400_response(self, _msg: str) -> None:
        """Say gently, under our headers, that the request could not be read."""
        self._refuse(answers.NOT_UNDERSTOOD)

    def shutdown(self) -> None:
        """Let the application end streams and slow bodies, so that it need not be cut off."""
        self.config.loaded_app.begin_stop()
        super().shutdown()

    def _await_head(self) -> None:
        self._end_head()
        self._in_head = True
        self._head_bytes = 0
        self._head_timer = self.loop.call_later(HEAD_S, self._too_late)

    def _end_head(self) -> None:
        self._in_head = False
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _too_late(self) -> None:
        if self._head_bytes:
            self._refuse(answers.TOO_SLOW)
        else:  # nothing was asked, so nothing is answered
            self._end_head()
            self.transport.close()

    def _refuse(self, answer: Answer) -> None:
        self._end_head()
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            edge = self.config.loaded_app.edge
            headers = edge.dress("", answer.status, [*answer.headers, (b"connection", b"close")])
            lines = [name + b": " + value + b"\r\n" for name, value in headers]
            head = [STATUS_LINE[answer.status], *self._date(), *lines, b"\r\n"]
            self.transport.write(b"".join([*head, answer.page]))
        self.transport.close()

    def _date(self) -> list[bytes]:
        return [name + b": " + value + b"\r\n" for name, value in self.server_state.default_headers]

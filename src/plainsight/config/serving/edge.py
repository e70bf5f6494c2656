"""The outermost layer: exact headers on every answer, and an answer for every failure."""

from __future__ import annotations

import logging

from plainsight.config.serving import answers
from plainsight.config.serving.answers import give
from plainsight.core.asgi import App, Message, RawHeaders, Receive, Scope, Send, Unread
from plainsight.core.headers import Zone, raw_headers_for

log = logging.getLogger("plainsight.serving")
_NEVER_SENT = frozenset({b"server", b"x-powered-by"})


class Edge:
    """ASGI: wraps everything that a zone answers."""

    def __init__(self, app: App, zone: Zone, *, https: bool) -> None:
        """`https` says whether people reach the zone over TLS."""
        self._app = app
        self._zone = zone
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and put the headers on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = self.dress(scope["path"], message["status"], message.get("headers", []))
                message = {**message, "headers": headers}
            await send(message)

        try:
            await self._app(_clean(scope), receive, dressed)
        except Unread:
            log.info("an answer was not read and was dropped")
        except Exception as error:
            log.exception("a request failed: %s", type(error).__name__)
            if started:
                raise
            await give(answers.FAILED, dressed)

    def dress(self, path: str, status: int, headers: RawHeaders) -> RawHeaders:
        """Return an answer's headers with the zone's in place of any of the same name."""
        ours = raw_headers_for(self._zone, path, status=status, https=self._https)
        names = {name for name, _ in ours}
        kept = [
            (name, value)
            for name, value in headers
            if name.lower() not in names and name.lower() not in _NEVER_SENT
        ]
        return [*kept, *ours]


def _clean(scope: Scope) -> Scope:
    """Drop names that WSGI would misread: it writes `X-A` and `X_A` alike."""
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    return {**scope, "headers": headers}

"""Puts the layers of one zone together: edge, router, live, receiving, slowing, pool."""

from __future__ import annotations

from pathlib import Path

from plainsight.config.serving.bodies import Keep
from plainsight.config.serving.budget import Budget
from plainsight.config.serving.edge import Edge
from plainsight.config.serving.limits import Limits
from plainsight.config.serving.networks import Networks
from plainsight.config.serving.pool import Pool, Wsgi
from plainsight.config.serving.receiving import ReceiveFirst
from plainsight.config.serving.slowing import Slowing
from plainsight.core.asgi import App, Receive, Scope, Send
from plainsight.core.headers import Zone
from plainsight.live.app import Live

LIVE_PATHS = {"desk": "/live/", "public": "/c/l/"}


class Application:
    """What uvicorn runs."""

    def __init__(
        self,
        zone: Zone,
        wsgi: Wsgi,
        *,
        spool: Path,
        threads: int,
        limits: Limits | None = None,
        bell: str | None = None,
        https: bool = False,
        networks: Networks | None = None,
    ) -> None:
        """`spool` is a folder; `bell` the database address to listen at, where the zone is live.

        With `networks` the zone is open to anybody, and floods of forms are slowed.
        """
        keep = Keep(Budget(limits or Limits()), spool)
        answering: App = Pool(wsgi, threads=threads, keep=keep)
        self._slowing = Slowing(answering, networks) if networks else None
        self._receiving = ReceiveFirst(self._slowing or answering, keep)
        self._live = Live(bell, allow=self._receiving, zone=zone) if bell else None
        self._live_path = LIVE_PATHS[zone]
        self.edge = Edge(self._route, zone, https=https)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI's entry."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        else:
            await self.edge(scope, receive, send)

    def begin_stop(self) -> None:
        """End what would go on for long, so that the server can stop: streams, slow bodies."""
        self._receiving.begin_stop()
        if self._slowing:
            self._slowing.begin_stop()
        if self._live:
            self._live.begin_stop()

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: App = self._receiving
        if self._live and scope["path"] == self._live_path and scope["method"] == "GET":
            app = self._live
        await app(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        if self._live:
            self._live.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if self._live:
            await self._live.stop()
        await send({"type": "lifespan.shutdown.complete"})

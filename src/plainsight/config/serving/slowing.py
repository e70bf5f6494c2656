"""Slows floods. A form that comes too fast waits on the event loop and holds no thread.

It was received before, so a person who waits loses nothing. One whose turn would be too far
away waits as well, and then gets a page that has kept what was typed: one press sends it again.
Only when too many of one network, or of all, are waiting already does that page come at once.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping

from plainsight.config.serving import answers
from plainsight.config.serving.answers import give
from plainsight.config.serving.keeping import kept
from plainsight.config.serving.networks import Networks
from plainsight.config.serving.pace import LONGEST_S, PACES, Pace, Turns, kind
from plainsight.core.asgi import App, Receive, Scope, Send

CHAT = "/c/"
MOST_OF_A_NETWORK = 60
MOST_OF_ALL = 1_000


class Slowing:
    """ASGI: stands behind what receives bodies and before what answers."""

    def __init__(
        self,
        app: App,
        networks: Networks,
        *,
        paces: Mapping[str, Pace] = PACES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`networks` tells where a request comes from."""
        self._app = app
        self._networks = networks
        self._hour = networks.hour
        self._by_network = {name: Turns(pace.network, clock) for name, pace in paces.items()}
        self._by_site = {name: Turns(pace.site, clock) for name, pace in paces.items()}
        self._waiting: Counter[bytes | None] = Counter()
        self._stopping = asyncio.Event()

    def begin_stop(self) -> None:
        """Let nobody wait any more."""
        self._stopping.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on in its turn."""
        name = kind(scope["method"], scope["path"])
        if not name or await self._has_its_turn(name, self._network(scope)):
            await self._app(self._without_address(scope), receive, send)
        else:
            refusal = answers.STOPPING if self._stopping.is_set() else answers.BUSY
            await give(await kept(refusal, scope, receive), send)

    def _without_address(self, scope: Scope) -> Scope:
        """Keep from every page who asks, but from the one that hashes it: where a chat begins."""
        begins = scope["method"] == "POST" and scope["path"] == CHAT
        return {**scope, "client": (self._networks.address_of(scope) if begins else "", 0)}

    def _network(self, scope: Scope) -> bytes | None:
        network = self._networks.of(scope)
        if self._hour != self._networks.hour:  # the old hashes mean nothing any more
            self._hour = self._networks.hour
            for turns in self._by_network.values():
                turns.forget()
        return network

    async def _has_its_turn(self, name: str, network: bytes | None) -> bool:
        if network is not None:
            seconds = self._by_network[name].wait(network)
            if not await self._waited(seconds, network, MOST_OF_A_NETWORK):
                return False
        return await self._waited(self._by_site[name].wait(), None, MOST_OF_ALL)

    async def _waited(self, seconds: float | None, key: bytes | None, most: int) -> bool:
        """Wait for a turn; say whether it came. Where there is none, the wait is the longest."""
        if seconds == 0:
            return True
        if self._waiting[key] >= most or self._waiting.total() >= MOST_OF_ALL:
            return False
        self._waiting[key] += 1
        try:
            async with asyncio.timeout(LONGEST_S if seconds is None else seconds):
                await self._stopping.wait()
        except TimeoutError:
            return seconds is not None
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]
        return False

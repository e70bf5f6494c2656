"""The event stream, as native ASGI: an open stream costs a few kilobytes and no thread.

The desk's streams hear the bell, and of the chats on their pages; a visitor's hears of the one
chat. A beat every fifteen seconds lets a page know that its line is alive.

Who may have one is Django's to say, through the same middleware and access rule as every other
page: the request goes to Django first, and only its permission (live.permission) opens the
stream here. A stream carries no content, so what it shows to somebody whose rights ended a
minute ago is nothing; it ends by itself after some minutes, and asking again is asking Django.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import suppress

from plainsight.core.asgi import App, Message, RawHeaders, Receive, Scope, Send, Unread
from plainsight.core.headers import Zone
from plainsight.live.bell import CHANNEL, CHATS, listen
from plainsight.live.permission import MARK, topics_of
from plainsight.live.streams import Stream, Streams
from plainsight.live.topics import Topics, for_desk, for_visitors

BELL = b"event: bell\ndata:\n\n"
HEARTBEAT = b"event: beat\ndata:\n\n"
HEARTBEAT_S = 15.0
TOGETHER_S = 0.2  # rings closer together than this are one
LONGEST_S = 15 * 60.0
_HEADERS = [(b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no")]


class Live:
    """ASGI: answers the address of a zone's stream."""

    def __init__(self, address: str, *, allow: App, zone: Zone = "desk") -> None:
        """`address` is the database's, with this process's role; `allow` is Django's ASGI."""
        self._address = address
        self._allow = allow
        self._channels = (CHANNEL, CHATS) if zone == "desk" else (CHATS,)
        self._worded = for_desk if zone == "desk" else for_visitors
        self._rung = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping: asyncio.Task[None] | None = None
        self.streams = Streams()
        self.topics = Topics(address, self.streams, self._worded)

    def start(self) -> None:
        """Begin to listen; called on the event loop."""
        self._tasks = [
            asyncio.create_task(listen(self._address, self._ring, channels=self._channels)),
            asyncio.create_task(self.topics.run()),
            asyncio.create_task(self._tell_rings()),
            asyncio.create_task(self._keep_alive()),
        ]

    def begin_stop(self) -> None:
        """End every stream, and open no more."""
        if self._stopping is None:
            self._stopping = asyncio.create_task(self.streams.end())

    async def stop(self) -> None:
        """Stop listening."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask Django; then stream, or pass on what Django answers instead."""
        allowed: RawHeaders | None = None

        async def weigh(message: Message) -> None:
            nonlocal allowed
            if message["type"] == "http.response.start" and MARK in message["headers"]:
                allowed = message["headers"]
            if allowed is None:
                await send(message)

        await self._allow(scope, receive, weigh)
        if allowed is not None:
            await self._stream(allowed, receive, send)

    async def _stream(self, allowed: RawHeaders, receive: Receive, send: Send) -> None:
        cookies = [pair for pair in allowed if pair[0] == b"set-cookie"]
        head = {"type": "http.response.start", "status": 200, "headers": [*_HEADERS, *cookies]}
        await send(head)
        again_ms = random.randint(1_000, 4_000)  # noqa: S311 (only spreads the load)
        first = b"retry: %d\n\n" % again_ms
        stopping = self._stopping is not None
        await send({"type": "http.response.body", "body": first, "more_body": not stopping})
        seconds = LONGEST_S * random.uniform(0.6, 1.0)  # noqa: S311 (as above)
        stream = Stream(send, seconds=seconds, topics=topics_of(allowed))
        self.streams.add(stream)
        self.topics.add(stream)
        try:
            while not stopping and (await receive())["type"] != "http.disconnect":
                pass
        except asyncio.CancelledError:
            if stream.lost:
                raise Unread from None
            raise
        finally:
            self.streams.discard(stream)
            self.topics.discard(stream)

    def _ring(self, channel: str, payload: str) -> None:
        if channel == CHATS:
            self.topics.ring(payload)
        else:
            self._rung.set()

    async def _tell_rings(self) -> None:
        while True:
            await self._rung.wait()
            self._rung.clear()
            await self.streams.tell(BELL)
            await asyncio.sleep(TOGETHER_S)

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            await self.streams.end(before=time.monotonic())
            await self.streams.tell(HEARTBEAT)

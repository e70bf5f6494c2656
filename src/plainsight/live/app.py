"""The event stream, as native ASGI: an open stream costs a few kilobytes and no thread.

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
from plainsight.live.bell import listen
from plainsight.live.permission import MARK
from plainsight.live.streams import Stream, Streams

BELL = b"event: bell\ndata:\n\n"
HEARTBEAT = b":\n\n"
HEARTBEAT_S = 15.0
TOGETHER_S = 0.2  # rings closer together than this are one
LONGEST_S = 15 * 60.0
_HEADERS = [(b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no")]


class Live:
    """ASGI: answers GET /live/."""

    def __init__(self, address: str, *, allow: App) -> None:
        """`address` is the database's, with this process's role; `allow` is Django's ASGI."""
        self._address = address
        self._allow = allow
        self._rung = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping: asyncio.Task[None] | None = None
        self.streams = Streams()

    def start(self) -> None:
        """Begin to listen; called on the event loop."""
        self._tasks = [
            asyncio.create_task(listen(self._address, self._rung.set)),
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
                allowed = [pair for pair in message["headers"] if pair[0] == b"set-cookie"]
            if allowed is None:
                await send(message)

        await self._allow(scope, receive, weigh)
        if allowed is not None:
            await self._stream(allowed, receive, send)

    async def _stream(self, cookies: RawHeaders, receive: Receive, send: Send) -> None:
        head = {"type": "http.response.start", "status": 200, "headers": [*_HEADERS, *cookies]}
        await send(head)
        again_ms = random.randint(1_000, 4_000)  # noqa: S311 (only spreads the load)
        first = b"retry: %d\n\n" % again_ms
        stopping = self._stopping is not None
        await send({"type": "http.response.body", "body": first, "more_body": not stopping})
        stream = Stream(send, seconds=LONGEST_S * random.uniform(0.6, 1.0))  # noqa: S311 (as above)
        self.streams.add(stream)
        try:
            while not stopping and (await receive())["type"] != "http.disconnect":
                pass
        except asyncio.CancelledError:
            if stream.lost:
                raise Unread from None
            raise
        finally:
            self.streams.discard(stream)

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

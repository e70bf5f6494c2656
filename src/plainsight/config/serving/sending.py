"""Takes a long answer out of the pool's hands, so that a slow reader holds no thread.

The first part of an answer goes straight to the client. What is longer is held as a body is
(in memory, then in the sealed spool) and goes out as the client takes it.
"""

from __future__ import annotations

import asyncio

from plainsight.config.serving.bodies import Body, Keep
from plainsight.config.serving.budget import NoPlace
from plainsight.config.serving.spool import DiskFull
from plainsight.core.asgi import Message, Send, Unread

AT_ONCE = 65_536
"""As many bytes of an answer go straight to the client's connection."""


class Outbox:
    """The way of one answer from the pool to the client."""

    def __init__(self, send: Send, keep: Keep) -> None:
        """`send` is the client's end."""
        self._send = send
        self._keep = keep
        self._patience = keep.budget.limits.unread_s
        self._held: Body | None = None
        self._pump: asyncio.Task[None] | None = None
        self._came, self._drained = asyncio.Event(), asyncio.Event()
        self._straight = 0
        self._complete = False
        self._failure: Exception | None = None

    async def send(self, message: Message) -> None:
        """Take a message from the pool; never fails, and waits only when there is no room.

        A failure here would leave the thread that is answering stuck for good.
        """
        chunk, more = message.get("body", b""), message.get("more_body", False)
        if message["type"] == "http.response.start":
            await self._now(message)
        elif self._pump is None and self._straight + len(chunk) <= AT_ONCE:
            self._straight += len(chunk)
            await self._now(message)
        else:
            await self._hold(chunk, complete=not more)

    async def delivered(self) -> None:
        """Wait until the client has all of it.

        Raises Unread when it stopped taking, or what else went wrong on the way.
        """
        if self._pump is not None:
            await self._pump
        if self._failure is not None:
            raise self._failure

    def close(self) -> None:
        """Let go of what is held."""
        if self._pump is not None:
            self._pump.cancel()
        if self._held is not None:
            self._held.close()

    async def _hold(self, chunk: bytes, *, complete: bool) -> None:
        if self._held is None:
            self._held = Body(self._keep)
            self._pump = asyncio.create_task(self._deliver(self._held))
        if self._failure is not None:
            return
        try:
            await self._held.put(chunk)
        except (NoPlace, DiskFull):  # then only as fast as the client takes it
            self._drained.clear()
            self._came.set()
            await self._drained.wait()
        self._complete = complete
        self._came.set()

    async def _deliver(self, held: Body) -> None:
        try:
            while not (self._failure or (self._complete and held.empty)):
                if held.empty:
                    self._drained.set()
                    self._came.clear()
                    await self._came.wait()
                else:
                    await self._now(_piece(await held.take(), more=True))
        except Exception as failure:  # noqa: BLE001 (told by `delivered`, to whom it concerns)
            self._failure = failure
        self._drained.set()
        await self._now(_piece(b"", more=False))

    async def _now(self, message: Message) -> None:
        if self._failure is not None:
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._send(message)
        except TimeoutError:
            self._failure = Unread()
        except Exception as failure:  # noqa: BLE001 (as above)
            self._failure = failure


def _piece(chunk: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": chunk, "more_body": more}

"""The open event streams of one process, and how they are told something all at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from uuid import UUID

from plainsight.core.asgi import Send

BATCH = 200
SLOW_S = 5.0
_NO_TOPICS: Mapping[UUID, int] = MappingProxyType({})


class Stream:
    """One open stream. It holds the client's end and nothing about who is there.

    `known` are the conversations that it tells of, each with what its client knows already: the
    last number and how many notes.
    """

    __slots__ = ("ends", "known", "lost", "send", "task")

    def __init__(
        self, send: Send, *, seconds: float, topics: Mapping[UUID, int] = _NO_TOPICS
    ) -> None:
        """`seconds` is how long it may stay open before the client has to ask again."""
        self.send = send
        self.known = {topic: (seq, 0) for topic, seq in topics.items()}
        self.ends = time.monotonic() + seconds
        self.task = asyncio.current_task()
        self.lost = False

    def lose(self) -> None:
        """Give up a client that takes nothing any more."""
        self.lost = True
        if self.task is not None:
            self.task.cancel()


class Streams:
    """All open streams; used on the event loop only."""

    def __init__(self) -> None:
        """Begin with none."""
        self._open: set[Stream] = set()

    def __len__(self) -> int:
        """How many are open."""
        return len(self._open)

    def add(self, stream: Stream) -> None:
        """Begin to tell this stream."""
        self._open.add(stream)

    def discard(self, stream: Stream) -> None:
        """Stop telling it; harmless when repeated."""
        self._open.discard(stream)

    async def tell(self, event: bytes) -> None:
        """Send the same bytes to every stream; whoever cannot take them in 5 s is given up."""
        await self._send(self._open, event, more=True)

    async def say(self, streams: Iterable[Stream], event: bytes) -> None:
        """Send bytes to some of the streams, as `tell` does to all."""
        await self._send(streams, event, more=True)

    async def end(self, *, before: float | None = None) -> None:
        """End every stream, or those whose time is up before a time of the monotonic clock."""
        due = [one for one in self._open if before is None or one.ends < before]
        self._open.difference_update(due)
        await self._send(due, b"", more=False)

    async def _send(self, streams: Iterable[Stream], event: bytes, *, more: bool) -> None:
        message = {"type": "http.response.body", "body": event, "more_body": more}
        for batch in _batches(list(streams)):
            sending = {asyncio.ensure_future(one.send(message)): one for one in batch}
            done, waiting = await asyncio.wait(sending, timeout=SLOW_S)
            for one in waiting | {one for one in done if one.exception()}:
                one.cancel()
                sending[one].lose()


def _batches(streams: list[Stream]) -> Iterator[list[Stream]]:
    rest = iter(streams)
    while batch := list(islice(rest, BATCH)):
        yield batch

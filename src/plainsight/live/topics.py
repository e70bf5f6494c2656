"""Which conversations the open streams of this process tell of, and how far their logs go.

A NOTIFY names a conversation and no more. How far its log goes is asked for all that have rung
since the last time, in one query; a stream is told what is newer than it knows, and nothing else.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from uuid import UUID

import psycopg

from plainsight.live.bell import connect
from plainsight.live.streams import Stream, Streams

AGAIN_S = 0.5
_HEADS = "SELECT conversation, last_seq, notes FROM gate.chat_heads(%s::uuid[])"

Head = tuple[int, int]
Worded = Callable[[UUID, Head], bytes]

log = logging.getLogger("plainsight.live")


def for_visitors(_topic: UUID, head: Head) -> bytes:
    """Return the event for a visitor's stream, which has one conversation: its last number."""
    return b"id: %d\nevent: chat\ndata: %d\n\n" % (head[0], head[0])


def for_desk(topic: UUID, head: Head) -> bytes:
    """Return the event for the desk: the conversation, its last number, how many notes."""
    return f"event: chat\ndata: {topic} {head[0]} {head[1]}\n\n".encode()


class Topics:
    """The conversations that have streams here; used on the event loop only."""

    def __init__(self, address: str, streams: Streams, worded: Worded) -> None:
        """`address` is the database's; `worded` writes the event for a head."""
        self._address = address
        self._streams = streams
        self._worded = worded
        self._by_topic: dict[UUID, set[Stream]] = {}
        self._rung: set[UUID] = set()
        self._wake = asyncio.Event()

    def add(self, stream: Stream) -> None:
        """Begin to tell a stream of its topics; what came before this moment is asked for."""
        for topic in stream.known:
            self._by_topic.setdefault(topic, set()).add(stream)
        self._ask(set(stream.known))

    def discard(self, stream: Stream) -> None:
        """Stop telling it; harmless when repeated."""
        for topic in stream.known:
            told = self._by_topic.get(topic, set())
            told.discard(stream)
            if not told:
                self._by_topic.pop(topic, None)

    def ring(self, payload: str) -> None:
        """Note that a conversation has changed; with no payload, that any may have."""
        if not payload:
            self._ask(set(self._by_topic))
            return
        try:
            topic = UUID(payload)
        except ValueError:
            return  # anybody may say anything on this channel
        if topic in self._by_topic:
            self._ask({topic})

    async def run(self) -> None:
        """Ask and tell, for ever. What could not be asked is asked again."""
        while True:
            try:
                async with await connect(self._address, "plainsight topics") as connection:
                    await self._serve(connection)
            except (psycopg.Error, OSError) as error:
                log.warning("the topics lost the database: %s", type(error).__name__)
                await asyncio.sleep(AGAIN_S)

    async def _serve(self, connection: psycopg.AsyncConnection) -> None:
        while True:
            await self._wake.wait()
            asked = list(self._rung)
            answer = await connection.execute(_HEADS, [asked])
            heads = await answer.fetchall()
            self._rung.difference_update(asked)
            if not self._rung:
                self._wake.clear()
            for topic, last_seq, notes in heads:
                await self._tell(topic, (last_seq, notes))

    async def _tell(self, topic: UUID, head: Head) -> None:
        newer = [one for one in self._by_topic.get(topic, ()) if one.known[topic] < head]
        for stream in newer:
            stream.known[topic] = head
        if newer:
            await self._streams.say(newer, self._worded(topic, head))

    def _ask(self, topics: set[UUID]) -> None:
        if topics:
            self._rung |= topics
            self._wake.set()

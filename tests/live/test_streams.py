"""Open streams are told together; who cannot keep up, or stays too long, is let go."""

from __future__ import annotations

import asyncio
import time

import pytest

from plainsight.core.asgi import Message, Unread
from plainsight.live import streams
from plainsight.live.app import Live
from plainsight.live.streams import Stream, Streams


class Client:
    """A client's end of a stream; a stuck one never takes anything."""

    def __init__(self, *, stuck: bool = False) -> None:
        """`stuck` says that nothing is ever taken."""
        self.got: list[Message] = []
        self.stuck = stuck

    async def send(self, message: Message) -> None:
        if self.stuck:
            await asyncio.Event().wait()
        self.got.append(message)


def test_a_stuck_client_is_given_up_and_the_others_hear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "SLOW_S", 0.05)

    async def story() -> None:
        both, well, stuck = Streams(), Client(), Client(stuck=True)

        async def staying() -> None:
            both.add(Stream(stuck.send, seconds=60))
            await asyncio.Event().wait()

        task = asyncio.create_task(staying())
        await asyncio.sleep(0)
        both.add(Stream(well.send, seconds=60))
        await both.tell(b"x")
        assert [one["body"] for one in well.got] == [b"x"]
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(story())


def test_a_stream_whose_time_is_up_is_ended_and_the_others_are_not() -> None:
    async def story() -> None:
        all_of_them, old, new = Streams(), Client(), Client()
        all_of_them.add(Stream(old.send, seconds=-1))
        all_of_them.add(Stream(new.send, seconds=60))
        await all_of_them.end(before=time.monotonic())
        assert old.got == [{"type": "http.response.body", "body": b"", "more_body": False}]
        assert new.got == []
        assert len(all_of_them) == 1

    asyncio.run(story())


def test_more_streams_than_one_batch_are_all_told() -> None:
    async def story() -> None:
        clients = [Client() for _ in range(streams.BATCH * 2 + 1)]
        every = Streams()
        for client in clients:
            every.add(Stream(client.send, seconds=60))
        await every.tell(b"x")
        assert all(len(client.got) == 1 for client in clients)

    asyncio.run(story())


def test_a_given_up_client_has_its_connection_closed() -> None:
    async def allow(_scope: object, _receive: object, send: object) -> None:
        await send(
            {"type": "http.response.start", "status": 204, "headers": [(b"x-live-stream", b"open")]}
        )  # type: ignore[operator]  # an ASGI send
        await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]  # as above

    async def story() -> None:
        live, client = Live("", allow=allow), Client()

        async def receive() -> Message:
            await asyncio.Event().wait()
            return {}

        task = asyncio.create_task(live({"path": "/live/"}, receive, client.send))
        await asyncio.sleep(0.01)
        next(iter(live.streams._open)).lose()
        with pytest.raises(Unread):
            await task
        assert len(live.streams) == 0

    asyncio.run(story())

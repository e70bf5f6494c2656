"""Takes a request's whole body before the request goes on, so that a slow line holds no thread."""

from __future__ import annotations

import logging

from plainsight.config.serving import answers
from plainsight.config.serving.answers import Answer, give_and_linger
from plainsight.config.serving.bodies import Body, Keep
from plainsight.config.serving.budget import NoPlace
from plainsight.config.serving.spool import DiskFull
from plainsight.core.asgi import App, Message, Receive, Scope, Send, header

log = logging.getLogger("plainsight.serving")
_OF_THE_SENDING = frozenset({b"content-length", b"transfer-encoding", b"expect", b"trailer"})


class _Gone(Exception):
    """The sender hung up."""


class _TooLarge(Exception):
    """More came than may come here."""


class ReceiveFirst:
    """ASGI: the application behind it is called once the whole body is here."""

    def __init__(self, app: App, keep: Keep) -> None:
        """`keep` says where bodies wait and how much they may take."""
        self._app = app
        self._keep = keep
        self._limits = keep.budget.limits
        self._stopping = False

    def begin_stop(self) -> None:
        """Take no new body; half-received ones have a last moment."""
        self._stopping = True
        self._keep.budget.stop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Receive, then pass on; or answer why not."""
        declared = header(scope, b"content-length")
        if declared is None and header(scope, b"transfer-encoding") is None:
            await self._app(scope, _nothing, send)
            return
        body = Body(self._keep)
        try:
            refusal = await self._receive(scope["path"], int(declared or 0), receive, body)
            if refusal is not None:
                await give_and_linger(refusal, receive, send)
            else:
                await self._app(_as_received(scope, body.size), _reader(body), send)
        except _Gone:
            return
        finally:
            body.close()

    async def _receive(
        self, path: str, declared: int, receive: Receive, body: Body
    ) -> Answer | None:
        """Take the whole body; return what to answer when it was not taken."""
        try:
            await self._take_all(path, declared, receive, body)
        except _TooLarge:
            return answers.TOO_LARGE
        except TimeoutError:
            return answers.STOPPING if self._stopping else answers.TOO_SLOW
        except NoPlace:
            return answers.STOPPING if self._stopping else answers.BUSY
        except DiskFull:
            log.error("the spool's disk is full")  # noqa: TRY400 (its text says no more)
            return answers.NO_ROOM
        return None

    async def _take_all(self, path: str, declared: int, receive: Receive, body: Body) -> None:
        largest = self._limits.largest(path)
        budget = self._keep.budget
        if declared > largest:
            raise _TooLarge
        with budget.place(self._limits.longest(path)) as place:
            async with place.timeout:
                budget.heard(place)
                more = True
                while more:
                    message = await receive()
                    if message["type"] != "http.request":
                        raise _Gone
                    budget.heard(place)
                    if body.size + len(message.get("body", b"")) > largest:
                        raise _TooLarge
                    await body.put(message.get("body", b""))
                    more = message.get("more_body", False)


def _as_received(scope: Scope, size: int) -> Scope:
    """Say how long the body turned out to be, in place of how it was sent."""
    headers = [(name, value) for name, value in scope["headers"] if name not in _OF_THE_SENDING]
    return {**scope, "headers": [*headers, (b"content-length", str(size).encode())]}


def _reader(body: Body) -> Receive:
    async def receive() -> Message:
        chunk = await body.take()
        return {"type": "http.request", "body": chunk, "more_body": not body.empty}

    return receive


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}

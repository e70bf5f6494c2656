"""TLS before a plain server, as a proxy does it: what comes by https is passed on in clear."""

from __future__ import annotations

import asyncio
import ssl
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
PIECE = 16_384


class Secure:
    """Listens at a free `port` by https, and passes on to another one of this machine."""

    def __init__(self, to: int, context: ssl.SSLContext) -> None:
        """Begin; `context` holds the certificate."""
        self._to = to
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._pass, "127.0.0.1", 0, ssl=context))
        self.port: int = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Take no more connections, and end those that are open."""
        self._run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _stop(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for one in others:
            one.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _pass(self, person: StreamReader, back: StreamWriter) -> None:
        with suppress(OSError):
            site, forth = await asyncio.open_connection("127.0.0.1", self._to)
            try:
                await asyncio.gather(_flow(person, forth), _flow(site, back))
            finally:
                forth.close()
                back.close()


async def _flow(source: StreamReader, drain: StreamWriter) -> None:
    with suppress(OSError):
        while piece := await source.read(PIECE):
            drain.write(piece)
            await drain.drain()
    drain.close()

"""Django, as WSGI, in a bounded pool of threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from a2wsgi.wsgi import WSGIResponder

from plainsight.config.serving import answers
from plainsight.config.serving.answers import give
from plainsight.config.serving.bodies import Keep
from plainsight.config.serving.sending import Outbox
from plainsight.core.asgi import Receive, Scope, Send

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Any]
_QUEUED = 10  # messages between a thread and the event loop


class Pool:
    """ASGI: answers from a WSGI application. Bodies must be here before (`ReceiveFirst`)."""

    def __init__(self, wsgi: Wsgi, *, threads: int, keep: Keep) -> None:
        """`threads` answer at once; as many more wait as the limits allow, others get 503."""
        self._wsgi = wsgi
        self._keep = keep
        self._threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="pages")
        self._most = threads + keep.budget.limits.waiting
        self.inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self.inside >= self._most:
            await give(answers.BUSY, send)
            return
        outbox = Outbox(send, self._keep)
        try:
            await self._answer(scope, receive, outbox.send)
            await outbox.delivered()
        finally:
            outbox.close()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        responder = WSGIResponder(self._wsgi, self._threads, _QUEUED)  # type: ignore[arg-type]  # its own types for the same things
        self.inside += 1
        try:
            await responder(scope, receive, send)  # type: ignore[arg-type]  # as above
        finally:
            self.inside -= 1

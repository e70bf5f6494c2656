"""The few words of ASGI that the server and the live stream speak, typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
RawHeaders = list[tuple[bytes, bytes]]


def header(scope: Scope, name: bytes) -> bytes | None:
    """Return the first value of a request's header (name in lower case), or None."""
    for given, value in scope["headers"]:
        if given == name:
            return bytes(value)
    return None


class Unread(Exception):
    """The client took nothing for too long; its connection is to be closed."""

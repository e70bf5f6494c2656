"""How a Django view lets a browser have the event stream.

    @access("live.listen")
    def live(request):
        return stream_allowed()

The server takes this answer and opens the stream in its place; it never reaches the browser.
Any other answer (a redirect to sign in, a refusal) goes to the browser as it is. Conversations
that the stream may tell of stand in the answer, each with the number that the page has already.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from django.http import HttpResponse

from plainsight.core.asgi import RawHeaders

MARK = (b"x-live-stream", b"open")
TOPICS = b"x-live-topics"
_NONE: Mapping[UUID, int] = MappingProxyType({})


def stream_allowed(topics: Mapping[UUID, int] = _NONE) -> HttpResponse:
    """Return the answer that opens the stream, for these conversations after these numbers."""
    headers = {MARK[0].decode(): MARK[1].decode()}
    if topics:
        headers[TOPICS.decode()] = ",".join(f"{one.hex}:{seq}" for one, seq in topics.items())
    return HttpResponse(status=204, headers=headers)


def topics_of(headers: RawHeaders) -> dict[UUID, int]:
    """Return the conversations in the headers of such an answer."""
    said = next((value for name, value in headers if name == TOPICS), b"").decode()
    pairs = (one.split(":") for one in said.split(",") if one)
    return {UUID(topic): int(seq) for topic, seq in pairs}

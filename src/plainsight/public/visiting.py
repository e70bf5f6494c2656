"""The cookie of a visit to the messages: which conversation, and what has been shown of it.

What was shown counts as read when the person answers, says so or leaves, and not before: a
line that was cut loses nothing. The two numbers beside the sealed visit only say how far; who
changes them in their own cookie changes what they themselves are shown again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from plainsight.intake import conversations
from plainsight.intake.conversations import Received, Visit
from plainsight.intake.errors import CodeUnknown, NotNow
from plainsight.public import cookies

DIGITS = 9
"""More than any conversation's last number has."""


@dataclass(frozen=True)
class Seen:
    """How far the messages were shown, and whether the person chose to keep them."""

    up_to: int = 0
    is_kept: bool = False


def read(request: HttpRequest) -> tuple[Visit | None, Seen]:
    """Return the visit in the request's cookie and what it has been shown."""
    token, _, more = (cookies.read(request, cookies.VISIT) or "").partition(".")
    number, _, kept = more.partition(".")
    up_to = int(number) if number.isascii() and number.isdigit() and len(number) <= DIGITS else 0
    return conversations.resume(token), Seen(up_to, kept == "k")


def keep(response: HttpResponse, visit: Visit, received: Sequence[Received] = ()) -> None:
    """Set the cookie anew, so that the visit lasts from this page on."""
    last = max((one.seq for one in received), default=0)
    prolong(response, visit, Seen(last, any(one.is_kept for one in received)))


def prolong(response: HttpResponse, visit: Visit, seen: Seen) -> None:
    """Set the cookie anew on a page that showed no messages: the same ones stay as shown."""
    kept = ".k" if seen.is_kept else "."
    cookies.keep(response, cookies.VISIT, f"{visit.token()}.{seen.up_to}{kept}")


def leave(request: HttpRequest) -> None:
    """Count what was shown as read, because the person leaves. Never stands in the way."""
    visit, seen = read(request)
    if visit is not None and seen.up_to:
        with suppress(CodeUnknown, NotNow):
            conversations.acknowledge(visit, up_to=seen.up_to, keep=seen.is_kept)

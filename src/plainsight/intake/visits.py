"""What a visitor's cookie carries once a return code was typed, so that nobody types it twice.

It opens one conversation and expires by itself; sealed under the zone's own key, so that a
cookie found on a device is worth nothing without the server, and nothing after its hour.
"""

from __future__ import annotations

import base64
import binascii
import time
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.derive import derive
from plainsight.vault.errors import CannotOpen

LASTS = 60 * 60
"""Seconds after the last page for which a visit can be taken up."""

_CONTEXT = Context("visit", UUID(int=0), "cookie")


@dataclass(frozen=True)
class Visit:
    """One conversation, opened by its code: where it is found, its id and its key."""

    locator: bytes
    conversation: UUID
    key: bytes

    def token(self) -> str:
        """Return the text for the cookie; make it anew with every page."""
        until = int(time.time() + LASTS).to_bytes(8, "big")
        body = until + self.locator + self.conversation.bytes + self.key
        return base64.urlsafe_b64encode(box.seal(_key(), body, _CONTEXT)).decode("ascii")


def resume(token: str | None) -> Visit | None:
    """Return the visit in a cookie, or None when there is none or its time is over."""
    if not token:
        return None
    try:
        body = box.unseal(_key(), base64.urlsafe_b64decode(token), _CONTEXT)
    except (CannotOpen, binascii.Error, ValueError):
        return None
    if int.from_bytes(body[:8], "big") < time.time():
        return None
    return Visit(body[8:40], UUID(bytes=body[40:56]), body[56:])


def _key() -> bytes:
    return derive(settings.SECRET_KEY.encode(), "visit")

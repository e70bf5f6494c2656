"""Signed form tokens: a form says once what it is for, and its sending can be counted once.

A token is signed with the zone's key and bound to its purpose. It is not recorded when it is
issued, only when it is spent (intake does that), so showing a page costs nothing. Its nonce
is also the message's client id: a form that is sent twice is one message.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer

from plainsight.core.clock import now
from plainsight.core.ids import new_id

FIELD = "form_token"
"""The name of the hidden field that carries the token."""

LIFETIME = timedelta(hours=24)
_HOUR = 3600


class FormTokenError(Exception):
    """The form cannot be taken as it is: show it again with the typed text and a new token."""


class FormTokenExpired(FormTokenError):
    """The form was opened too long ago."""


@dataclass(frozen=True)
class FormToken:
    """A token that was signed here. `issued` is a whole hour, in UTC."""

    purpose: str
    nonce: UUID
    issued: datetime


def issue(purpose: str) -> str:
    """Return a new token for one showing of one form, safe in HTML as it is."""
    nonce = base64.urlsafe_b64encode(new_id().bytes).decode().rstrip("=")
    hour = int(now().timestamp()) // _HOUR
    return _signer(purpose).sign(f"{nonce}.{hour:x}")


def verify(token: str, purpose: str, *, lifetime: timedelta = LIFETIME) -> FormToken:
    """Return what a token says.

    Raises FormTokenExpired when it is older than `lifetime`, and FormTokenError when it was
    not issued here for this purpose.
    """
    try:
        nonce, _, hour = _signer(purpose).unsign(token).partition(".")
        issued = datetime.fromtimestamp(int(hour, 16) * _HOUR, UTC)
        read = FormToken(purpose, UUID(bytes=base64.urlsafe_b64decode(nonce + "==")), issued)
    except (BadSignature, ValueError, OverflowError, binascii.Error):
        raise FormTokenError("this token was not issued for this form") from None
    if now() - issued > lifetime + timedelta(hours=1):
        raise FormTokenExpired("this form was opened too long ago")
    return read


def _signer(purpose: str) -> Signer:
    return Signer(sep=":", salt=f"plainsight.form:{purpose}")

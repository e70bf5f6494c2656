"""A session's unlocked key: opened, sealed to the cookie alone, dropped when idle."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from plainsight.core.clock import now
from plainsight.people.access import demand
from plainsight.people.errors import NotAccepted, NotNow
from plainsight.people.limits import attempt
from plainsight.people.models import Officer, UnlockedSession
from plainsight.people.services.noting import note
from plainsight.vault.box import new_key
from plainsight.vault.errors import CannotUnlock, TooBusy
from plainsight.vault.services import unlock
from plainsight.vault.unlocked import Unlocked

COOKIE = "__Host-u"
_NEW_COOKIE = "_plainsight_unlock_cookie"
TOUCH = timedelta(seconds=20)


def unlock_by_passphrase(request: HttpRequest, officer: Officer, passphrase: str) -> Unlocked:
    """Unlock this session. Raises NotAccepted, NotNow (too busy), NotAllowed and TooMany."""
    demand(officer, "key.unlock")
    usage = attempt(request, "unlock", officer=officer)
    try:
        unlocked = unlock(holder=officer.id, passphrase=passphrase)
    except CannotUnlock:
        with transaction.atomic():
            note("key.refused", by=officer, about=officer)
        raise NotAccepted(_("That passphrase does not unlock your key.")) from None
    except TooBusy:
        usage.rollback()
        raise NotNow(_("Many people are unlocking just now. Try again in a few seconds.")) from None
    usage.rollback()
    keep_unlocked(request, officer, unlocked, by="passphrase")
    return unlocked


def unlock_by_prf(
    request: HttpRequest, officer: Officer, prf_secret: bytes, *, passkey: UUID
) -> Unlocked | None:
    """Unlock this session with what a passkey's PRF gave; None when that opens nothing."""
    if not demand(officer, "key.unlock"):
        return None
    try:
        unlocked = unlock(holder=officer.id, prf_secret=prf_secret)
    except CannotUnlock:
        return None
    keep_unlocked(request, officer, unlocked, by="passkey", passkey=passkey)
    return unlocked


@transaction.atomic
def keep_unlocked(
    request: HttpRequest,
    officer: Officer,
    unlocked: Unlocked,
    *,
    by: str,
    passkey: UUID | None = None,
) -> None:
    """Keep an unlocked key with the session until it is locked, under a key for its cookie."""
    cookie_key = new_key()
    drop_idle_keys()
    UnlockedSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "officer": officer,
            "sealed": unlocked.seal_for_session(cookie_key),
            "unlocked_at": now(),
            "touched_at": now(),
        },
    )
    codes = {"passkey": str(passkey)} if passkey else {}
    note("key.unlocked", by=officer, about=officer, method=by, **codes)
    setattr(request, _NEW_COOKIE, base64.urlsafe_b64encode(cookie_key).decode())


@transaction.atomic
def lock(request: HttpRequest, officer: Officer, *, why: str = "asked") -> None:
    """Drop this session's unlocked key. Nothing happens when it is locked already."""
    gone, _each = UnlockedSession.objects.filter(session_key=request.session.session_key).delete()
    if gone:
        note("key.locked", by=officer, about=officer, why=why)
    setattr(request, _NEW_COOKIE, "")


def unlocked_of(request: HttpRequest, officer: Officer) -> Unlocked | None:
    """Return the session's unlocked key if it is fresh and the cookie opens it, and touch it.

    A key that was not used for settings.IDLE_LOCK_MINUTES is dropped.
    """
    row = UnlockedSession.objects.filter(
        session_key=request.session.session_key, officer=officer
    ).first()
    if row is None:
        return None
    if row.touched_at < _idle_since():
        lock(request, officer, why="idle")
        return None
    try:
        cookie_key = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
        unlocked = Unlocked.from_session(officer.id, bytes(row.sealed), cookie_key)
    except (CannotUnlock, ValueError, binascii.Error):
        return None
    if now() - row.touched_at > TOUCH and not by_itself(request):
        UnlockedSession.objects.filter(session_key=row.session_key).update(touched_at=now())
    return unlocked


def by_itself(request: HttpRequest) -> bool:
    """Say whether an open page asked this without anybody touching it: no sign of life."""
    return request.headers.get("Accept") == "text/event-stream" or "X-By-Itself" in request.headers


def drop_idle_keys() -> int:
    """Delete every session's key that has been idle too long; return how many there were."""
    return UnlockedSession.objects.filter(touched_at__lt=_idle_since()).delete()[0]


def set_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Give the browser the cookie of a key that was just unlocked, or take it away."""
    value = getattr(request, _NEW_COOKIE, None)
    if value:
        response.set_cookie(COOKIE, value, secure=True, httponly=True, samesite="Strict")
    elif value == "" and COOKIE in request.COOKIES:
        response.set_cookie(COOKIE, "", max_age=0, secure=True, httponly=True, samesite="Strict")


def _idle_since() -> datetime:
    return now() - timedelta(minutes=settings.IDLE_LOCK_MINUTES)

"""Sessions: begun with both factors, listed, ended, and never outliving a password."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from plainsight.core.clock import now
from plainsight.people.errors import NotVisible
from plainsight.people.models import Officer, UnlockedSession
from plainsight.people.services.noting import note

BACKEND = "django.contrib.auth.backends.ModelBackend"
FACTOR = "second factor"
CONFIRMED = "password confirmed"
CONFIRMED_SECONDS = 10 * 60


@transaction.atomic
def begin_session(request: HttpRequest, officer: Officer, *, factor: str | None) -> None:
    """Sign an officer in under a new session key.

    `factor` is the second one that was shown ("totp", "recovery_code", "passkey"); None lets
    them no further than the page on which they set one up.
    """
    request.session.flush()
    login(request, officer, backend=BACKEND)
    if factor:
        request.session[FACTOR] = factor
    mark_confirmed(request)
    request.session.save()
    UserSession.objects.create_from_request(request)
    note("session.started", by=officer, about=officer, factor=factor or "none_yet")


def mark_second_factor(request: HttpRequest, factor: str) -> None:
    """Let a session on, under a new key, once its officer has shown a second factor."""
    before = request.session.session_key or ""
    request.session.cycle_key()
    request.session[FACTOR] = factor
    request.session.save()
    follow_key(before, request.session.session_key or "")


def follow_key(before: str, after: str) -> None:
    """Keep a session's entry in the list and its unlocked key when its own key changes."""
    UserSession.objects.filter(session_key=before).update(session_key=after)
    UnlockedSession.objects.filter(session_key=before).update(session_key=after)


def mark_confirmed(request: HttpRequest) -> None:
    """Note that the officer has just shown a password or a passkey."""
    request.session[CONFIRMED] = int(time.time())


def is_confirmed(request: HttpRequest) -> bool:
    """Say whether the officer has shown a password or a passkey within ten minutes."""
    return bool(time.time() - request.session.get(CONFIRMED, 0) < CONFIRMED_SECONDS)


@transaction.atomic
def end_own_session(request: HttpRequest, officer: Officer) -> None:
    """Sign out: the session, its unlocked key and its entry in the list go."""
    _forget(request.session.session_key or "")
    logout(request)
    note("session.ended", by=officer, about=officer, why="signed_out")


@transaction.atomic
def end_session(officer: Officer, session_id: int) -> None:
    """End one of the officer's own sessions. Raises NotVisible for anybody else's."""
    session = UserSession.objects.filter(user=officer, id=session_id).first()
    if session is None:
        raise NotVisible(_("There is no such session."))
    _forget(session.session_key)
    note("session.ended", by=officer, about=officer, why="ended_elsewhere")


@transaction.atomic
def end_all_sessions(
    officer: Officer, *, by: Officer | None = None, except_key: str | None = None
) -> int:
    """End the officer's sessions, but for `except_key`; return how many there were."""
    ended = UserSession.objects.filter(user=officer).exclude(session_key=except_key or "")
    keys = list(ended.values_list("session_key", flat=True))
    for key in keys:
        _forget(key)
    if keys:
        note("session.ended", by=by, about=officer, why="all_ended", count=len(keys))
    return len(keys)


def see(request: HttpRequest, officer: Officer) -> None:
    """Note, at most once a minute, that a session is in use: its owner sees it in the list."""
    session = UserSession.objects.filter(session_key=request.session.session_key or "")
    at = now()
    session.filter(user=officer, last_seen_at__lt=at.replace(second=0, microsecond=0)).update(
        last_seen_at=at
    )


def _forget(session_key: str) -> None:
    UnlockedSession.objects.filter(session_key=session_key).delete()
    UserSession.objects.filter(session_key=session_key).delete()
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    store().delete(session_key)

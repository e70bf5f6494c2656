"""The way in: a password and then a code. What was typed goes nowhere but into the check."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from plainsight.people.errors import NotAccepted
from plainsight.people.limits import attempt
from plainsight.people.models import Officer
from plainsight.people.services.noting import note
from plainsight.people.services.second_factor import accept_code, has_second_factor
from plainsight.people.services.sessions import begin_session

PENDING = "password shown"
PENDING_SECONDS = 10 * 60


def check_password(request: HttpRequest, *, username: str, password: str) -> bool:
    """Check the first factor. Return whether a second one is now asked for.

    An officer without any second factor is signed in, but only as far as enrolment. Raises
    NotAccepted, in the same words and time whether or not the officer exists, and TooMany.
    """
    username = username.strip().lower()
    usage = attempt(request, "password", key=username)
    officer = authenticate(request, username=username, password=password)
    if not isinstance(officer, Officer):
        _refused(Officer.objects.filter(username=username).first(), "password")
        raise NotAccepted(_("The username or the password is not right."))
    usage.rollback()
    if not has_second_factor(officer):
        begin_session(request, officer, factor=None)
        return False
    request.session.cycle_key()
    request.session[PENDING] = {"officer": str(officer.id), "at": int(time.time())}
    return True


def pending_officer(request: HttpRequest) -> Officer | None:
    """Return who has shown their password here within ten minutes, or None."""
    pending: dict[str, Any] = request.session.get(PENDING, {})
    if not pending or time.time() - pending["at"] > PENDING_SECONDS:
        return None
    return Officer.objects.filter(id=UUID(pending["officer"]), is_active=True).first()


def check_code(request: HttpRequest, officer: Officer, *, code: str) -> None:
    """Check the second factor and sign in. Raises NotAccepted and TooMany."""
    usage = attempt(request, "code", officer=officer)
    try:
        with transaction.atomic():
            factor = accept_code(officer, code)
            begin_session(request, officer, factor=factor)
    except NotAccepted:
        _refused(officer, "code")
        raise
    usage.rollback()


@transaction.atomic
def _refused(officer: Officer | None, step: str) -> None:
    note("session.refused", by=None, about=officer, step=step)

"""Changing one's password, which ends every other session."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from plainsight.people.errors import NotAccepted
from plainsight.people.limits import attempt
from plainsight.people.models import Officer
from plainsight.people.services.noting import note
from plainsight.people.services.sessions import end_all_sessions, follow_key, mark_confirmed


def confirm_password(request: HttpRequest, officer: Officer, password: str) -> None:
    """Ask for the password again before something weighty. Raises NotAccepted and TooMany."""
    usage = attempt(request, "password", key=officer.username)
    if not officer.check_password(password):
        with transaction.atomic():
            note("password.refused", by=officer, about=officer)
        raise NotAccepted(_("That is not your password."))
    usage.rollback()
    mark_confirmed(request)


@transaction.atomic
def change_password(request: HttpRequest, officer: Officer, *, new: str) -> None:
    """Set a new password, once the old one was confirmed; all other sessions end.

    Raises ValidationError with what is wrong with the new one.
    """
    validate_password(new, officer)
    officer.set_password(new)
    officer.is_password_temporary = False
    officer.save(update_fields=["password", "is_password_temporary"])
    before = request.session.session_key or ""
    update_session_auth_hash(request, officer)
    request.session.save()
    after = request.session.session_key or ""
    follow_key(before, after)
    end_all_sessions(officer, except_key=after)
    note("password.changed", by=officer, about=officer)

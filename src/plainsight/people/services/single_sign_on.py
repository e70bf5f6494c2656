"""Letting an officer in whom the force's provider vouches for. Nobody is made an officer by it."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from plainsight.people.errors import NotAccepted
from plainsight.people.models import Officer, SingleSignOn
from plainsight.people.services.noting import note
from plainsight.people.services.second_factor import has_second_factor
from plainsight.people.services.sessions import begin_session
from plainsight.people.services.signing_in import PENDING
from plainsight.people.sso.provider import Provider


def provider() -> Provider | None:
    """Return the force's provider, or None where the settings name none."""
    if not settings.OIDC_ISSUER:
        return None
    return Provider(
        issuer=settings.OIDC_ISSUER,
        client=settings.OIDC_CLIENT,
        secret=settings.OIDC_SECRET,
        back=f"{settings.OWN_ORIGIN}/sign-in/single/back/",
    )


def let_in(request: HttpRequest, claims: dict[str, Any]) -> bool:
    """Take the provider's word in a password's place; return whether a second factor is asked for.

    None is asked for when the provider says (`amr`) that it saw one which the settings trust. An
    officer without a second factor of their own is signed in only as far as enrolment. The key
    stays closed: no provider opens it. Raises NotAccepted for whoever is no active officer.
    """
    officer = _officer(claims)
    if officer is None:
        with transaction.atomic():
            note("session.refused", by=None, about=None, step="single_sign_on")
        raise NotAccepted(_("There is no account here for you. Ask an administrator."))
    trusted = settings.OIDC_FACTOR
    if trusted and trusted in _methods(claims):
        begin_session(request, officer, factor="single_sign_on")
        return False
    if not has_second_factor(officer):
        begin_session(request, officer, factor=None)
        return False
    request.session.cycle_key()
    request.session[PENDING] = {"officer": str(officer.id), "at": int(time.time())}
    return True


@transaction.atomic
def _officer(claims: dict[str, Any]) -> Officer | None:
    """Return the officer of a subject; at the first time by the claim that the settings name.

    An address counts by what stands before its @; never by the address that an officer has given
    for notices, which they can change themselves.
    """
    issuer, subject = settings.OIDC_ISSUER, str(claims["sub"])
    linked = SingleSignOn.objects.filter(issuer=issuer, subject=subject).first()
    if linked is not None:
        return linked.officer if linked.officer.is_active else None
    named = str(claims.get(settings.OIDC_CLAIM, "")).strip().lower().partition("@")[0]
    found = Officer.objects.filter(is_active=True, single_sign_on=None, username=named).first()
    if not named or found is None:
        return None
    SingleSignOn.objects.create(officer=found, issuer=issuer, subject=subject)
    note("single_sign_on.linked", by=found, about=found)
    return found


def _methods(claims: dict[str, Any]) -> list[str]:
    given = claims.get("amr", [])
    return [str(one) for one in given] if isinstance(given, list) else []

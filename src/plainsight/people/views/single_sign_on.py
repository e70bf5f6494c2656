"""Signing in by the force's provider: there, and back again.

Coming back is a request from another site, which carries no Strict cookie. So what the visit is
bound to waits in a cookie of its own (Lax, ten minutes, signed), and the way on leads over a page
of ours: the next request is our own again.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict
from urllib.parse import urlencode

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plainsight.people.decorators import signing_in
from plainsight.people.errors import NotAccepted
from plainsight.people.kept import next_path
from plainsight.people.services.single_sign_on import let_in, provider
from plainsight.people.sso.provider import Asked, NotVouchedFor, Provider, ProviderAway

COOKIE = "__Host-o"
SECONDS = 600
SALT = "single sign-on"
NOT_LET_IN, AWAY = 403, 502


@signing_in
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    asked = Asked()
    try:
        there = HttpResponseRedirect(_provider().address(asked))
    except ProviderAway:
        return _failed(request, _away(), AWAY)
    kept = signing.dumps({**asdict(asked), "next": next_path(request)}, salt=SALT)
    there.set_cookie(COOKIE, kept, max_age=SECONDS, secure=True, httponly=True, samesite="Lax")
    return there


@signing_in
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer, once, and let in whom it vouches for."""
    answer = _taken(request)
    answer.delete_cookie(COOKIE)
    return answer


def _taken(request: HttpRequest) -> HttpResponse:
    try:
        asked, wanted = _begun(request)
        needs_code = let_in(request, _provider().claims(request.GET.get("code", ""), asked))
    except NotAccepted as refusal:
        return _failed(request, str(refusal), NOT_LET_IN)
    except NotVouchedFor:
        why = _("The answer does not prove who you are, or it took too long. Begin again.")
        return _failed(request, why, NOT_LET_IN)
    except ProviderAway:
        return _failed(request, _away(), AWAY)
    on = "/sign-in/code/?" + urlencode({"next": wanted}) if needs_code else wanted
    return render(request, "people/single_on.html", {"on": on})


def _begun(request: HttpRequest) -> tuple[Asked, str]:
    """Return what this visit was bound to when it began. Raises NotVouchedFor for another's."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        raise NotVouchedFor("no visit began here") from None
    asked = Asked(kept["state"], kept["nonce"], kept["verifier"])
    if not secrets.compare_digest(request.GET.get("state", "").encode(), asked.state.encode()):
        raise NotVouchedFor("the answer belongs to another visit")
    if not request.GET.get("code"):
        raise NotVouchedFor("the sign-in was not completed there")
    return asked, kept["next"]


def _provider() -> Provider:
    found = provider()
    if found is None:
        raise Http404
    return found


def _away() -> str:
    return _("The force's sign-in does not answer. Try again, or use your password.")


def _failed(request: HttpRequest, why: str, status: int) -> HttpResponse:
    return render(request, "people/single_failed.html", {"why": why}, status=status)

"""Stands before every page of the desk: says who it is, and whether they may go on.

A view that declares no access is not there. What was typed is never lost on the way: a form
that arrives signed out or locked is handed back with the page that says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views import defaults

from plainsight.people.access import can
from plainsight.people.decorators import Access
from plainsight.people.errors import NotAllowed, NotVisible
from plainsight.people.forms import PassphraseForm
from plainsight.people.kept import keep
from plainsight.people.services.second_factor import has_second_factor
from plainsight.people.services.sessions import FACTOR, is_confirmed, see
from plainsight.people.services.unlocking import set_cookie, unlocked_of

GetResponse = Callable[[HttpRequest], HttpResponse]
LOCKED = 423
SIGNED_OUT = 401


class DeskMiddleware:
    """Gives each request `officer` and `unlocked`, and lets it reach only what was declared."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Say who it is, pass the request on, and set or drop the cookie of an unlocked key."""
        request.officer = request.user if request.user.is_authenticated else None
        request.unlocked = None
        if request.officer and FACTOR in request.session:
            request.unlocked = unlocked_of(request, request.officer)
            see(request, request.officer)
        response = self.get_response(request)
        set_cookie(request, response)
        return response

    def process_view(
        self, request: Any, view: Callable[..., Any], _args: Any, _named: Any
    ) -> HttpResponse | None:
        """Answer in the view's place unless the officer may reach it; None lets them through."""
        asked: Access | None = getattr(view, "access", None)
        if asked is None:
            return defaults.page_not_found(request, NotVisible())
        if asked.action is None:
            return None
        if request.officer is None:
            return _signed_out(request)
        return _refused(request, asked, asked.action)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal of a service: 404 for what may not be known, 403 for the rest."""
        if isinstance(error, NotVisible):
            return defaults.page_not_found(request, error)
        if isinstance(error, NotAllowed):
            return defaults.permission_denied(request, error)
        return None


def _refused(request: Any, asked: Access, action: str) -> HttpResponse | None:
    """Return the answer for a signed-in officer who may not go on yet or at all."""
    if step := _missing_step(request, asked):
        return HttpResponseRedirect(step)
    if not can(request.officer, action):
        return defaults.permission_denied(request, NotAllowed())
    if asked.unlocked and not (request.unlocked and request.unlocked.is_admitted):
        return _locked(request)
    return None


def _missing_step(request: Any, asked: Access) -> str | None:
    """Return the page of the step that comes before this one, if one is missing."""
    if FACTOR not in request.session:
        if has_second_factor(request.officer):
            logout(request)
            return "/sign-in/"
        return None if asked.before_second_factor else "/account/second-factor/"
    if request.officer.is_password_temporary and not asked.with_temporary_password:
        return "/account/password/"
    if asked.confirmed and not is_confirmed(request):
        return "/account/confirm/?" + urlencode({"next": request.path})
    return None


def _signed_out(request: HttpRequest) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"state": "signed_out"}, status=SIGNED_OUT)
    if request.method == "POST":
        return render(request, "people/signed_out.html", {"kept": keep(request)}, status=SIGNED_OUT)
    return HttpResponseRedirect("/sign-in/?" + urlencode({"next": request.get_full_path()}))


def _locked(request: HttpRequest) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"state": "locked"}, status=LOCKED)
    if request.method == "POST":
        page = {"form": PassphraseForm(), "kept": keep(request)}
        return render(request, "people/unlock.html", page, status=LOCKED)
    return HttpResponseRedirect("/unlock/?" + urlencode({"next": request.get_full_path()}))


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")

"""Signing in and out."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plainsight.people.decorators import DeskRequest, signing_in
from plainsight.people.errors import NotAccepted, TooMany
from plainsight.people.forms import CodeForm, SignInForm
from plainsight.people.kept import next_path
from plainsight.people.limits import attempt
from plainsight.people.services.passkey_account import sign_in_by_passkey
from plainsight.people.services.passkeys import begin_use
from plainsight.people.services.sessions import end_own_session
from plainsight.people.services.signing_in import check_code, check_password, pending_officer
from plainsight.people.services.unlocking import lock
from plainsight.people.views.answers import refusal, sent_json, status_of, wrong


@signing_in
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for username and password, or for a passkey."""
    form = SignInForm(request.POST or None)
    wanted = next_path(request)
    if request.method == "POST" and form.is_valid():
        try:
            needs_code = check_password(request, **form.cleaned_data)
        except (NotAccepted, TooMany) as error:
            wrong(form, None, error)
        else:
            query = "?" + urlencode({"next": wanted})
            return redirect("/sign-in/code/" + query if needs_code else "/account/second-factor/")
    page = {"form": form, "next": wanted, "has_single_sign_on": bool(settings.OIDC_ISSUER)}
    return render(request, "people/sign_in.html", page, status=status_of(form))


@signing_in
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor, of somebody who has just shown their password."""
    officer = pending_officer(request)
    if officer is None:
        return redirect("/sign-in/")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            check_code(request, officer, code=form.cleaned_data["code"])
        except (NotAccepted, TooMany) as error:
            wrong(form, "code", error)
        else:
            return redirect(next_path(request))
    page = {"form": form, "next": next_path(request), "has_passkey": officer.passkeys.exists()}
    return render(request, "people/code.html", page, status=status_of(form))


@signing_in
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """Begin to sign in with whichever passkey the browser offers."""
    try:
        attempt(request, "passkey").rollback()
    except TooMany as error:
        return refusal(error)
    return JsonResponse(begin_use(request, None))


@signing_in
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with the passkey that the browser showed, and unlock if it can."""
    try:
        sign_in_by_passkey(request, sent_json(request))
    except (NotAccepted, TooMany) as error:
        return refusal(error)
    return JsonResponse({"next": next_path(request)})


@signing_in
@require_POST
def sign_out(request: DeskRequest) -> HttpResponse:
    """End this session and drop its key."""
    if request.officer:
        lock(request, request.officer, why="signed_out")
        end_own_session(request, request.officer)
    return redirect("/sign-in/")

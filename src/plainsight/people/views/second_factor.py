"""Setting up and removing second factors."""

from __future__ import annotations

import base64
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plainsight.people.decorators import DeskRequest, access, enrolling
from plainsight.people.errors import NotAccepted, NotNow, TooMany
from plainsight.people.forms import CodeForm
from plainsight.people.services.passkey_account import (
    add_passkey,
    let_passkey_unlock,
    remove_passkey,
)
from plainsight.people.services.passkeys import begin_enrolment, begin_use
from plainsight.people.services.second_factor import (
    confirm_app,
    make_recovery_codes,
    new_code_secret,
    remove_app,
)
from plainsight.people.services.sessions import FACTOR, mark_second_factor
from plainsight.people.views.answers import refusal, sent_json, status_of, wrong

SECRET = "authenticator secret on its way"  # noqa: S105 (the name of a session's field)


@enrolling
@require_safe
def choose(request: DeskRequest) -> HttpResponse:
    """Offer a passkey or an authenticator app, before anything else."""
    return render(request, "people/second_factor.html")


@enrolling
@require_http_methods(["GET", "POST"])
def app(request: DeskRequest) -> HttpResponse:
    """Set up an authenticator app: show its secret, ask for a first code."""
    secret = request.session.get(SECRET) or new_code_secret()
    request.session[SECRET] = secret
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_app(request.officer, secret=secret, code=form.cleaned_data["code"])
        except (NotAccepted, NotNow) as error:
            wrong(form, "code", error)
        else:
            del request.session[SECRET]
            return _begun(request, "totp")
    address = get_adapter().build_totp_url(request.officer, secret)
    drawn = get_adapter().build_totp_svg(address).encode()
    page = {
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": "data:image/svg+xml;base64," + base64.b64encode(drawn).decode(),
    }
    return render(request, "people/app.html", page, status=status_of(form))


@access("account.own", confirmed=True)
@require_POST
def app_remove(request: DeskRequest) -> HttpResponse:
    """Remove the authenticator app."""
    try:
        remove_app(request.officer)
    except NotNow as error:
        messages.error(request, str(error))
    return redirect("/account/")


@access("account.own", confirmed=True)
@require_http_methods(["GET", "POST"])
def recovery_codes(request: DeskRequest) -> HttpResponse:
    """Make new recovery codes and show them, this once."""
    codes = make_recovery_codes(request.officer) if request.method == "POST" else None
    return render(request, "people/recovery_codes.html", {"codes": codes})


@enrolling
@require_safe
def passkey_add(request: DeskRequest) -> HttpResponse:
    """Offer to make a passkey; our script does the rest."""
    return render(request, "people/passkey_add.html")


@enrolling
@require_POST
def passkey_add_options(request: DeskRequest) -> HttpResponse:
    """Begin to make a passkey."""
    return JsonResponse(begin_enrolment(request, request.officer))


@enrolling
@require_POST
def passkey_add_done(request: DeskRequest) -> HttpResponse:
    """Store the passkey that the browser made."""
    try:
        sent = sent_json(request)
        passkey = add_passkey(
            request,
            request.officer,
            unlocked=request.unlocked,
            name=str(sent.get("name", "")).strip(),
            sent=sent,
        )
    except NotAccepted as error:
        return refusal(error)
    if FACTOR not in request.session:
        mark_second_factor(request, "passkey")
        return JsonResponse({"next": "/account/recovery-codes/"})
    words = _("The passkey is added.") if passkey.unlocks else _("The passkey signs you in.")
    messages.success(request, words)
    return JsonResponse({"next": "/account/"})


@access("account.own", confirmed=True)
@require_POST
def passkey_unlock_options(request: DeskRequest) -> HttpResponse:
    """Begin to let a passkey unlock."""
    return JsonResponse(begin_use(request, request.officer))


@access("account.own", confirmed=True)
@require_POST
def passkey_unlock(request: DeskRequest) -> HttpResponse:
    """Let the passkey that the browser showed unlock."""
    try:
        let_passkey_unlock(
            request, request.officer, unlocked=request.unlocked, sent=sent_json(request)
        )
    except (NotAccepted, NotNow, TooMany) as error:
        return refusal(error)
    messages.success(request, _("That passkey now unlocks."))
    return JsonResponse({"next": "/account/"})


@access("account.own", confirmed=True)
@require_POST
def passkey_remove(request: DeskRequest, passkey: UUID) -> HttpResponse:
    """Remove a passkey."""
    try:
        remove_passkey(request.officer, passkey)
    except NotNow as error:
        messages.error(request, str(error))
    return redirect("/account/")


def _begun(request: DeskRequest, factor: str) -> HttpResponse:
    """Go on after a factor was added; the first one brings recovery codes with it."""
    if FACTOR in request.session:
        messages.success(request, _("The authenticator app is set up."))
        return redirect("/account/")
    mark_second_factor(request, factor)
    codes = make_recovery_codes(request.officer)
    return render(request, "people/recovery_codes.html", {"codes": codes})

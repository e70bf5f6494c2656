"""Unlocking and locking, by page and by our script from the cover over a page."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotAccepted, NotNow, TooMany
from plainsight.people.forms import PassphraseForm
from plainsight.people.kept import carried, next_path
from plainsight.people.queries import fingerprint_of, in_groups, is_member
from plainsight.people.services.passkey_account import unlock_by_passkey
from plainsight.people.services.passkeys import begin_use
from plainsight.people.services.unlocking import lock as drop_key
from plainsight.people.services.unlocking import unlock_by_passphrase
from plainsight.people.views.answers import refusal, sent_json, status_of, wrong


@access("key.unlock")
@require_http_methods(["GET", "POST"])
def unlock(request: DeskRequest) -> HttpResponse:
    """Ask for the passphrase; afterwards go on, with a form that was kept if there is one."""
    fingerprint = fingerprint_of(request.officer)
    if not fingerprint:
        return redirect("/account/passphrase/")
    if request.method == "GET" and request.unlocked and request.unlocked.is_admitted:
        return redirect(next_path(request))
    form = PassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unlock_by_passphrase(request, request.officer, form.cleaned_data["passphrase"])
        except (NotAccepted, NotNow, TooMany) as error:
            wrong(form, "passphrase", error)
        else:
            return _go_on(request)
    if _is_script(request):
        return JsonResponse({"error": form.errors.get("passphrase", [""])[0]}, status=422)
    page = {
        "form": form,
        "kept": carried(request),
        "next": next_path(request),
        "is_member": is_member(request.officer),
        "short_fingerprint": in_groups(fingerprint[:20]),
        "has_passkey": request.officer.passkeys.filter(unlocks=True).exists(),
    }
    return render(request, "people/unlock.html", page, status=status_of(form))


@access("key.unlock")
@require_POST
def passkey_options(request: DeskRequest) -> HttpResponse:
    """Begin to unlock with one of the officer's own passkeys."""
    return JsonResponse(begin_use(request, request.officer))


@access("key.unlock")
@require_POST
def passkey(request: DeskRequest) -> HttpResponse:
    """Unlock with the passkey that the browser showed."""
    try:
        unlock_by_passkey(request, request.officer, sent_json(request))
    except (NotAccepted, TooMany) as error:
        return refusal(error)
    return JsonResponse({"state": "unlocked", "next": next_path(request)})


@access("account.own")
@require_POST
def alive(request: DeskRequest) -> HttpResponse:
    """Answer whether the key is still open; asking counts as a sign of life."""
    return JsonResponse({"state": "unlocked" if request.unlocked else "locked"})


@access("account.own")
@require_POST
def lock(request: DeskRequest) -> HttpResponse:
    """Drop the session's key."""
    drop_key(request, request.officer)
    if _is_script(request):
        return JsonResponse({"state": "locked"})
    return redirect("/unlock/")


def _go_on(request: DeskRequest) -> HttpResponse:
    if _is_script(request):
        return JsonResponse({"state": "unlocked"})
    if kept := carried(request):
        return render(request, "people/carry_on.html", {"kept": kept})
    return redirect(next_path(request))


def _is_script(request: DeskRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")

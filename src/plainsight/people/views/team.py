"""The team: who is in it, who waits, and letting somebody in to the key."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plainsight.people.access import can
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotAccepted, NotNow, NotVisible
from plainsight.people.forms import NewPassphraseForm
from plainsight.people.models import Officer
from plainsight.people.queries import fingerprint_of, members_of
from plainsight.people.services.members import admit, choose_passphrase
from plainsight.people.services.unlocking import keep_unlocked
from plainsight.people.views.answers import status_of, wrong


@access("team.list")
@require_safe
def team(request: DeskRequest) -> HttpResponse:
    """Show the colleagues, and those who wait to be admitted."""
    page = {
        "members": members_of(request.officer),
        "may_admit": can(request.officer, "member.admit"),
    }
    return render(request, "people/team.html", page)


@access("member.admit", unlocked=True)
@require_POST
def member_admit(request: DeskRequest, officer: UUID) -> HttpResponse:
    """Admit a colleague whose fingerprint was compared."""
    try:
        admit(
            _colleague(officer),
            by=request.officer,
            unlocked=request.unlocked,
            fingerprint=request.POST.get("fingerprint", ""),
        )
    except NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Admitted. They can read reports from now on."))
    return redirect("/team/")


@access("key.unlock")
@require_http_methods(["GET", "POST"])
def passphrase(request: DeskRequest) -> HttpResponse:
    """Let a new member choose the passphrase that opens their key."""
    if fingerprint_of(request.officer):
        return redirect("/unlock/")
    form = NewPassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.cleaned_data["passphrase"]
            unlocked = choose_passphrase(request.officer, passphrase=chosen)
        except (NotAccepted, NotNow) as error:
            wrong(form, "passphrase", error)
        else:
            keep_unlocked(request, request.officer, unlocked, by="passphrase")
            return redirect("/unlock/")
    return render(request, "people/passphrase.html", {"form": form}, status=status_of(form))


def _colleague(officer: UUID) -> Officer:
    found = Officer.objects.filter(id=officer).first()
    if found is None:
        raise NotVisible(_("There is no such colleague."))
    return found

"""Officers, as an administrator manages them. Nothing here lets anybody read a report."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer, Team
from plainsight.people.officer_forms import NewOfficerForm, RolesForm
from plainsight.people.queries import every_officer
from plainsight.people.roles import Role
from plainsight.people.services.officers import add_officer, reset_second_factors, suspend_officer
from plainsight.people.services.roles import change_roles, reinstate_officer
from plainsight.people.views.answers import status_of, wrong

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ACTS: dict[str, tuple[Callable[..., None], str]] = {
    "suspend": (suspend_officer, "officer.suspend"),
    "reinstate": (reinstate_officer, "officer.suspend"),
    "second-factor": (reset_second_factors, "officer.reset_second_factor"),
}


@access("officer.add")
@require_safe
def officers(request: DeskRequest) -> HttpResponse:
    """List everybody with an account."""
    return render(request, "people/officers.html", {"officers": every_officer()})


@access("officer.add", confirmed=True)
@require_http_methods(["GET", "POST"])
def add(request: DeskRequest) -> HttpResponse:
    """Add an officer, and show their temporary password once."""
    form = NewOfficerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        password = "-".join("".join(secrets.choice(LETTERS) for _n in range(5)) for _n in range(4))
        try:
            made = add_officer(**form.given(), password=password, by=request.officer)
        except NotNow as error:
            wrong(form, None, error)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            page = {"made": made, "password": password}
            return render(request, "people/officer_added.html", page)
    return render(request, "people/officer_add.html", {"form": form}, status=status_of(form))


@access("officer.roles", confirmed=True)
@require_http_methods(["GET", "POST"])
def roles(request: DeskRequest, officer_id: UUID) -> HttpResponse:
    """Show one officer, and change their roles in one team."""
    officer = get_object_or_404(Officer, id=officer_id)
    team = officer.memberships.first()
    held = [one.role for one in officer.memberships.filter(team=team.team)] if team else []
    first = {"team": team.team_id if team else None, "roles": held}
    form = RolesForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        chosen: Team = form.cleaned_data["team"]
        wanted = [Role(role) for role in form.cleaned_data["roles"]]
        try:
            change_roles(officer, team=chosen, roles=wanted, by=request.officer)
        except NotNow as error:
            wrong(form, None, error)
        else:
            messages.success(request, _("The roles are changed."))
            return redirect("/officers/")
    page = {"form": form, "about": officer, "is_self": officer == request.officer}
    return render(request, "people/officer.html", page, status=status_of(form))


@access("officer.suspend", confirmed=True)
@require_POST
def act(request: DeskRequest, officer_id: UUID, name: str) -> HttpResponse:
    """Suspend, reinstate, or take second factors away."""
    officer = get_object_or_404(Officer, id=officer_id)
    if name not in ACTS:
        return redirect(f"/officers/{officer_id}/")
    if officer == request.officer:
        messages.error(request, _("Ask another administrator to do that to your own account."))
        return redirect(f"/officers/{officer_id}/")
    try:
        ACTS[name][0](officer, by=request.officer)
    except NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done. It is in the log."))
    return redirect("/officers/")

"""The rota: a team's week, who is on duty, and the hours in which nobody could unlock."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plainsight.people.access import can
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.duty_forms import NoticesForm, ShiftForm
from plainsight.people.errors import NotNow, NotVisible
from plainsight.people.models import Shift, Team
from plainsight.people.services.notices import choose_notices
from plainsight.people.services.rota import enter_shift, remove_shift
from plainsight.people.views.answers import status_of
from plainsight.people.week import DAYS, monday, week_of


@access("rota.read")
@require_safe
def rota(request: DeskRequest) -> HttpResponse:
    """Show a week of one of the officer's teams."""
    return _page(request, _team(request, request.GET.get("team")), None)


@access("rota.edit")
@require_POST
def enter(request: DeskRequest) -> HttpResponse:
    """Enter a shift; what was typed stays when it is not right."""
    team = _team(request, request.POST.get("team"))
    form = ShiftForm(team, request.POST)
    if form.is_valid():
        begins, ends = form.span()
        given = form.cleaned_data
        try:
            enter_shift(
                by=request.officer,
                officer=given["officer"],
                team=team,
                duty=Shift.Duty(given["duty"]),
                begins_at=begins,
                ends_at=ends,
            )
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            return redirect(f"/rota/?team={team.id}&week={monday(given['day'])}")
    return _page(request, team, form)


@access("rota.edit")
@require_POST
def remove(request: DeskRequest, shift_id: UUID) -> HttpResponse:
    """Take a shift back."""
    remove_shift(by=request.officer, shift_id=shift_id)
    return redirect("/rota/")


@access("account.own")
@require_http_methods(["GET", "POST"])
def notices(request: DeskRequest) -> HttpResponse:
    """Let an officer choose whether they are told by e-mail that there is something to read."""
    officer = request.officer
    known = {"email": officer.email, "is_told": officer.is_told_by_email}
    form = NoticesForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        choose_notices(officer, **form.cleaned_data)
        return redirect("/account/")
    return render(request, "people/notices.html", {"form": form}, status=status_of(form))


def _page(request: DeskRequest, team: Team, form: ShiftForm | None) -> HttpResponse:
    first = monday(_day(request.GET.get("week", "")))
    step = timedelta(days=DAYS)
    form = form or ShiftForm(team, initial={"day": first.isoformat()})
    context = {
        "team": team,
        "teams": Team.objects.filter(id__in=request.officer.roles_by_team),
        "week": week_of(team, first),
        "earlier": first - step,
        "later": first + step,
        "may_edit": can(request.officer, "rota.edit"),
        "form": form,
    }
    return render(request, "people/rota.html", context, status=status_of(form))


def _team(request: DeskRequest, named: str | None) -> Team:
    """Return the officer's team that is named, or the first. Raises NotVisible."""
    own = Team.objects.filter(id__in=request.officer.roles_by_team)
    try:
        team = own.filter(id=UUID(named)).first() if named else own.first()
    except ValueError:
        team = None
    if team is None:
        raise NotVisible(_("There is no such team."))
    return team


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()

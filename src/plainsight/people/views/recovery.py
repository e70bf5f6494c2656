"""Opening the team's key at the desk by two custodians, for an officer who is there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from plainsight.core.clock import now
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotAccepted, NotNow, NotVisible
from plainsight.people.models import Team
from plainsight.people.recovering import RecoverForm, on_call
from plainsight.people.services.team_key import recover_key
from plainsight.people.views.answers import status_of, wrong


@access("key.unlock", confirmed=True)
@sensitive_post_parameters("first_key", "second_key")
@require_http_methods(["GET", "POST"])
def recover(request: DeskRequest) -> HttpResponse:
    """Let the officer in by two custodians' keys; a page that is shown again shows none of them.

    The officer's own key has to be open; that it opens nothing yet is why they are here.
    """
    unlocked, team = request.unlocked, _team(request)
    if unlocked is None:
        return redirect("/unlock/?next=/team/recover/")
    form = RecoverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            recover_key(
                request.officer,
                team=team,
                unlocked=unlocked,
                first=given["first_key"],
                second=given["second_key"],
            )
        except (NotAccepted, NotNow) as error:
            wrong(form, None, error)
        else:
            messages.success(request, _("You can read the reports now, and admit colleagues."))
            return redirect("/team/")
    page = {
        "form": form.emptied() if form.errors else form,
        "on_call": on_call(team, now()),
        "is_admitted": unlocked.is_admitted,
    }
    return render(request, "people/recover.html", page, status=status_of(form))


def _team(request: DeskRequest) -> Team:
    """Return the officer's team in which they may read. Raises NotVisible when there is none."""
    team = Team.objects.filter(id__in=request.officer.roles_by_team).order_by("name", "id").first()
    if team is None:
        raise NotVisible(_("You are in no team."))
    return team

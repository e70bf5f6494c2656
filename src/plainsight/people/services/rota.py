"""Entering and taking back who is on duty when."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.people.access import demand
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Officer, Shift, Team
from plainsight.people.policies import ROLE_ACTIONS
from plainsight.people.services.noting import note

LONGEST = {Shift.Duty.DESK: timedelta(hours=26), Shift.Duty.CUSTODIAN: timedelta(days=14)}


@transaction.atomic
def enter_shift(
    *,
    by: Officer,
    officer: Officer,
    team: Team,
    duty: Shift.Duty,
    begins_at: datetime,
    ends_at: datetime,
) -> Shift:
    """Put an officer of the team on duty from one moment to another.

    Raises NotNow for an end before the beginning, for a shift longer than anybody works, and for
    one that the officer has already in part; NotVisible for a team or officer that is not theirs.
    """
    _demand_in_team(by, team.id)
    Officer.objects.select_for_update().get(id=officer.id)
    if not officer.is_active or team.id not in officer.roles_by_team:
        raise NotVisible(_("There is no such officer in this team."))
    if ends_at <= begins_at:
        raise NotNow(_("A shift ends after it begins."))
    if ends_at - begins_at > LONGEST[duty]:
        raise NotNow(_("That is longer than a shift. Give its two ends again."))
    same = Shift.objects.filter(officer=officer, team=team, duty=duty)
    if same.filter(begins_at__lt=ends_at, ends_at__gt=begins_at).exists():
        raise NotNow(_("%s is on duty then already.") % officer.name)
    made = Shift.objects.create(
        officer=officer, team=team, duty=duty, begins_at=begins_at, ends_at=ends_at, entered_by=by
    )
    _noted("shift.entered", by, made)
    return made


@transaction.atomic
def remove_shift(*, by: Officer, shift_id: UUID) -> None:
    """Take a shift back. Raises NotVisible for one of a team that is not theirs."""
    shift = Shift.objects.select_for_update().filter(id=shift_id).first()
    if shift is None:
        raise NotVisible(_("There is no such shift."))
    _demand_in_team(by, shift.team_id)
    _noted("shift.removed", by, shift)
    shift.delete()


def _demand_in_team(by: Officer, team: UUID) -> None:
    demand(by, "rota.edit")
    roles = by.roles_by_team.get(team, frozenset())
    if not roles:
        raise NotVisible(_("There is no such team."))
    if not any("rota.edit" in ROLE_ACTIONS[role] for role in roles):
        raise NotAllowed(_("None of your roles in this team allows this."))


def _noted(verb: str, by: Officer, shift: Shift) -> None:
    begins, ends = shift.begins_at.isoformat(), shift.ends_at.isoformat()
    note(verb, by=by, about=shift.officer, duty=shift.duty, begins=begins, ends=ends)

"""Who is on duty, and whether any of them can unlock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from plainsight.people.models import Officer, Shift, Team, TeamKey
from plainsight.vault.models import Admission

KEPT = timedelta(days=7)
"""A team with a shift this near has a rota; another one may not keep any, and is not warned."""


@dataclass(frozen=True)
class Cover:
    """What the rota says of one moment: who is there, and who of them has the team's key."""

    on_duty: list[Officer]
    unlocking: list[Officer]
    has_rota: bool

    @property
    def is_broken(self) -> bool:
        """Say whether reports that come now would wait: there is a rota, and nobody to unlock."""
        return self.has_rota and not self.unlocking


def shifts_at(team: Team, at: datetime, duty: Shift.Duty = Shift.Duty.DESK) -> QuerySet[Shift]:
    """Return the shifts of a team that cover a moment."""
    return Shift.objects.filter(team=team, duty=duty, begins_at__lte=at, ends_at__gt=at)


def cover(team: Team, at: datetime) -> Cover:
    """Return who is at a team's desk at a moment, and which of them can unlock its reports."""
    present = shifts_at(team, at).filter(officer__is_active=True).select_related("officer")
    on_duty = list(dict.fromkeys(shift.officer for shift in present))
    able = admitted(team)
    near = Shift.objects.filter(
        team=team, duty=Shift.Duty.DESK, ends_at__gt=at - KEPT, begins_at__lt=at + KEPT
    )
    return Cover(on_duty, [one for one in on_duty if one.id in able], near.exists())


def admitted(team: Team) -> set[object]:
    """Return the ids of those who have been admitted to the team's key in use."""
    keys = TeamKey.objects.filter(team=team).values("team_key")
    present = Admission.objects.filter(
        team_key__in=keys, team_key__state="current", removed_at__isnull=True
    )
    return set(present.values_list("holder", flat=True))

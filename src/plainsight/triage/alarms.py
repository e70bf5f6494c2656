"""What no page of the desk keeps to itself.

Worked out anew for each page from where reports stand and what time it is, so that an alarm does
not hang on the worker: it makes pages look again sooner and tells those who are not at the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from plainsight.core.clock import now
from plainsight.people.access import visible_to
from plainsight.people.duty import cover
from plainsight.people.models import Officer, Team
from plainsight.people.policies import ROLE_ACTIONS
from plainsight.people.recovering import recovered_lately
from plainsight.people.roles import Role
from plainsight.triage.models import Standing
from plainsight.triage.piles import NOT_ANSWERED, OPEN

LOUD_AFTER = timedelta(minutes=2)
SUPERVISORS_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Alarm:
    """One line that every page of the desk shows until it is seen to. It tells no content.

    `words` hold no running time: a screen reader would read them out anew each minute.
    """

    name: str
    words: str
    link: str
    path: str
    is_loud: bool


Source = Callable[[Officer], Iterator[Alarm]]
_SOURCES: list[Source] = []


def add_source(source: Source) -> None:
    """Let a later stage tell the desk of its own; its app calls this once, in `ready()`."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def alarms_for(officer: Officer) -> list[Alarm]:
    """Return what alarms the desk among what the officer may know of, the gravest first."""
    known = visible_to(officer, Standing.objects.all())
    teams = _reading(officer)
    return [
        *(alarm for source in _SOURCES for alarm in source(officer)),
        *_unopened(officer, known),
        *_unanswered(known),
        *_nobody_unlocks(teams),
        *_opened_by_custodians(officer, teams),
    ]


def _unopened(officer: Officer, known: QuerySet[Standing]) -> Iterator[Alarm]:
    alarming = known.filter(alarm_since__isnull=False)
    since = alarming.aggregate(since=Min("alarm_since"))["since"]
    if since is None:
        return
    waited = now() - since
    is_loud = waited >= LOUD_AFTER
    words = _("A report with danger now, or from somebody under 18, has come in.")
    if waited >= SUPERVISORS_AFTER and Role.SUPERVISOR in officer.roles:
        words = _(
            "For five minutes nobody has opened a report with danger now, or from somebody under "
            "18. Open it, or call somebody who can."
        )
    elif is_loud:
        words = _(
            "For two minutes nobody has opened a report with danger now, or from somebody under 18."
        )
    yield Alarm("unopened", words, _("Go to the reports"), "/reports/?pile=received", is_loud)


def _unanswered(known: QuerySet[Standing]) -> Iterator[Alarm]:
    """Give the alarm of the control room's silence: what was sent may have reached nobody."""
    asked = now() - timedelta(minutes=settings.CONTROL_ROOM_MINUTES)
    if known.filter(OPEN & NOT_ANSWERED, control_room_at__lte=asked).exists():
        words = _("The control room has not acknowledged a report that was sent to it.")
        path = "/reports/?pile=waiting&control_room=on"
        yield Alarm("unanswered", words, _("Call them, and record who answers"), path, is_loud=True)


def _reading(officer: Officer) -> list[Team]:
    """Return the teams whose reports the officer may know of."""
    held = officer.roles_by_team.items()
    reading = [
        team for team, roles in held if any("report.list" in ROLE_ACTIONS[role] for role in roles)
    ]
    return list(Team.objects.filter(id__in=reading))


def _nobody_unlocks(teams: list[Team]) -> Iterator[Alarm]:
    if any(cover(team, now()).is_broken for team in teams):
        words = _("Nobody who is on duty now can unlock the reports.")
        yield Alarm("nobody_unlocks", words, _("See the rota"), "/rota/", is_loud=False)


def _opened_by_custodians(officer: Officer, teams: list[Team]) -> Iterator[Alarm]:
    """Tell supervisors of a key that two custodians have opened: nobody is to miss that."""
    leading = [one for one in teams if Role.SUPERVISOR in officer.roles_by_team[one.id]]
    if any(recovered_lately(team) for team in leading):
        words = _("Two custodians have opened the key of your team within the last day.")
        yield Alarm("opened_by_custodians", words, _("See the team"), "/team/", is_loud=False)

"""The rota of the county's desk: a week of three shifts a day, and a custodian to call."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

DAYS = range(-2, 8)
SHIFTS = ((time(7), time(15)), (time(15), time(23)), (time(23), time(7)))
TURNS = (
    ("amara.okafor", "nadia.birch"),
    ("tom.hale", "ruth.pennant"),
    ("callum.reyes", "owen.farrow"),
)
CUSTODIANS = ("ruth.pennant", "owen.farrow")


def plan(_given: dict[str, Any]) -> dict[str, Any]:
    """Enter the shifts, as a supervisor does, and let the supervisors be told by e-mail."""
    from plainsight.operators.services.hours import set_hours
    from plainsight.people.models import Officer, Shift
    from plainsight.people.services.notices import choose_notices
    from plainsight.people.services.rota import enter_shift

    staff = Officer.objects.in_bulk(field_name="username")
    boss = staff["ruth.pennant"]
    membership = boss.memberships.select_related("team").first()
    if membership is None:
        raise LookupError("the county's supervisor is in no team")
    team, today = membership.team, timezone.localdate()
    for day in DAYS:
        date = today + timedelta(days=day)
        for (begins, ends), turn in zip(SHIFTS, TURNS[day % 3 :] + TURNS[: day % 3], strict=True):
            until = date if ends > begins else date + timedelta(days=1)
            for name in turn:
                enter_shift(
                    by=boss,
                    officer=staff[name],
                    team=team,
                    duty=Shift.Duty.DESK,
                    begins_at=_at(date, begins),
                    ends_at=_at(until, ends),
                )
    for number, name in enumerate(CUSTODIANS):
        enter_shift(
            by=boss,
            officer=staff[name],
            team=team,
            duty=Shift.Duty.CUSTODIAN,
            begins_at=_at(today + timedelta(days=7 * number - 1), time(7)),
            ends_at=_at(today + timedelta(days=7 * number + 6), time(7)),
        )
        choose_notices(staff[name], email=f"{name}@example.org", is_told=True)
    for day in range(7):
        set_hours(boss, weekday=day, opens=time(0), closes=None)
    return {}


def _at(date: Any, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(date, clock))

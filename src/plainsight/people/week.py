"""A team's week as the rota shows it: each day's shifts, and the hours that nobody covers.

Days are local; on the last Sunday of October one has 25 hours, and they are all covered or named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils import timezone

from plainsight.people.duty import admitted
from plainsight.people.models import Shift, Team

DAYS = 7


@dataclass(frozen=True)
class Row:
    """One shift, and whether its officer can unlock the team's reports."""

    shift: Shift
    unlocks: bool

    @property
    def span(self) -> tuple[bool, datetime, datetime]:
        """What it shares with others: the duty (those at the desk first), and its two ends."""
        is_custodian = self.shift.duty == Shift.Duty.CUSTODIAN
        return is_custodian, self.shift.begins_at, self.shift.ends_at


@dataclass(frozen=True)
class Gap:
    """Hours in which a report would wait: nobody is there, or nobody of those can unlock."""

    begins: datetime
    ends: datetime
    is_empty: bool

    @property
    def is_all_day(self) -> bool:
        """Say whether it is a whole day, by the clock on the wall."""
        return all(timezone.localtime(at).time() == time() for at in (self.begins, self.ends))


@dataclass(frozen=True)
class Day:
    """One day of the rota, by the clock on the wall."""

    day: date
    rows: list[Row]
    gaps: list[Gap]


def monday(of: date) -> date:
    """Return the first day of a day's week."""
    return of - timedelta(days=of.weekday())


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time()))


def week_of(team: Team, first: date) -> list[Day]:
    """Return the seven days from one on."""
    able = admitted(team)
    begins, ends = midnight(first), midnight(first + timedelta(days=DAYS))
    shifts = Shift.objects.filter(team=team, begins_at__lt=ends, ends_at__gt=begins)
    rows = [Row(one, one.officer_id in able) for one in shifts.select_related("officer")]
    return [_day(first + timedelta(days=number), rows) for number in range(DAYS)]


def _day(day: date, rows: list[Row]) -> Day:
    begins, ends = midnight(day), midnight(day + timedelta(days=1))
    present = [one for one in rows if one.shift.begins_at < ends and one.shift.ends_at > begins]
    desk = [one for one in present if one.shift.duty == Shift.Duty.DESK]
    return Day(day, sorted(present, key=_place), list(gaps(desk, begins, ends)))


def _place(row: Row) -> tuple[tuple[bool, datetime, datetime], str]:
    return row.span, row.shift.officer.name


def gaps(rows: list[Row], begins: datetime, ends: datetime) -> Iterator[Gap]:
    """Give the spans between two moments in which no officer who can unlock is on duty."""
    edges = {begins, ends}
    for one in rows:
        edges |= {min(max(at, begins), ends) for at in (one.shift.begins_at, one.shift.ends_at)}
    pending: Gap | None = None
    ordered = sorted(edges)
    for since, until in pairwise(ordered):
        there = [one for one in rows if one.shift.begins_at <= since and one.shift.ends_at >= until]
        if any(one.unlocks for one in there):
            continue
        if pending and pending.ends == since and pending.is_empty is not bool(there):
            pending = Gap(pending.begins, until, pending.is_empty)
            continue
        if pending:
            yield pending
        pending = Gap(since, until, not there)
    if pending:
        yield pending

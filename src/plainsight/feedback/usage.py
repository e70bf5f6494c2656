"""What the counts say: weeks as columns, pages as bars. Sums only; there is nothing finer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from django.db.models import Sum
from django.utils.functional import Promise

from plainsight.core.clock import now
from plainsight.feedback.models import PageCount
from plainsight.feedback.pages import PAGES

WEEKS = 13
LATEST = 4
WEEK = timedelta(days=7)
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Week:
    """One week, begun on a Monday, and how many readings were counted in it."""

    begins: date
    number: int
    is_whole: bool

    @property
    def ends(self) -> date:
        """Its Sunday."""
        return self.begins + WEEK - timedelta(days=1)


@dataclass(frozen=True)
class Page:
    """One page, and how many of its readings were counted lately."""

    words: str | Promise
    number: int


@dataclass(frozen=True)
class Usage:
    """Everything that the page shows."""

    weeks: Sequence[Week]
    pages: Sequence[Page]

    @property
    def total(self) -> int:
        """All that is shown, together."""
        return sum(week.number for week in self.weeks)


def usage() -> Usage:
    """Return the last thirteen weeks, the present one included, and the pages of the last four."""
    today = now().astimezone(UTC).date()
    this_week = today - timedelta(days=today.weekday())
    first = this_week - (WEEKS - 1) * WEEK
    return Usage(_weeks(first, this_week), _pages(this_week - (LATEST - 1) * WEEK))


def scale(largest: int) -> int:
    """Return a round number at or above the largest, for the top of a chart; at least 10."""
    power = 10
    while True:
        for step in STEPS:
            if step * power >= largest:
                return step * power
        power *= 10


def _weeks(first: date, this_week: date) -> list[Week]:
    found = PageCount.objects.filter(day__gte=first).values("day").annotate(number=Sum("number"))
    by_week = dict.fromkeys((first + at * WEEK for at in range(WEEKS)), 0)
    for one in found:
        begins = one["day"] - timedelta(days=one["day"].weekday())
        if begins in by_week:
            by_week[begins] += one["number"]
    return [Week(begins, number, begins < this_week) for begins, number in by_week.items()]


def _pages(since: date) -> list[Page]:
    found = PageCount.objects.filter(day__gte=since).values("page").annotate(number=Sum("number"))
    numbers = {one["page"]: one["number"] for one in found}
    pages = [Page(words, numbers.get(name, 0)) for name, words in PAGES.items()]
    return sorted(pages, key=lambda page: -page.number)

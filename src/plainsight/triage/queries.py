"""The queue in the desk's words: what waits, in the order of danger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from plainsight.intake.models import Report
from plainsight.intake.queries import reports
from plainsight.people.access import visible_to
from plainsight.people.errors import NotVisible
from plainsight.people.models import Officer, TeamKey
from plainsight.triage.models import FileLock, SavedView, Standing
from plainsight.triage.piles import COUNTED, Pile
from plainsight.triage.sorting import DUE, Place, in_order
from plainsight.triage.view import View

A_PAGE = 50
COUNTED_UP_TO = 1000
"""Nobody works by the difference between 1,000 and 40,000; counting them takes its time."""


_SHOWN = (
    Prefetch("report", queryset=Report.objects.defer("body")),
    "assigned_to",
    Prefetch("merged_into__report", queryset=Report.objects.defer("body")),
)


@dataclass(frozen=True)
class Page:
    """Some rows of the queue, and whether there are more on either side."""

    rows: list[Standing]
    previous: Place | None
    following: Place | None


def page_of(view: View) -> Page:
    """Return the page of a view that its place asks for. Reads one row more, and counts nothing."""
    backwards = view.before is not None and view.after is None
    begin = view.before if backwards else view.after
    rows = _first_rows(view, begin, backwards=backwards)
    has_more, rows = len(rows) > A_PAGE, rows[:A_PAGE]
    if backwards:
        rows.reverse()
    prefetch_related_objects(rows, *_SHOWN)
    if not rows:
        return Page([], None, None)
    first, last = Place.of(view.order, rows[0]), Place.of(view.order, rows[-1])
    is_behind = has_more if backwards else begin is not None
    is_ahead = backwards or has_more
    return Page(rows, first if is_behind else None, last if is_ahead else None)


def count(view: View, page: Page | None = None) -> int:
    """Return how many reports are in a view, and no more than COUNTED_UP_TO.

    `page` is the view's page when it has been read: if it holds all there is, nothing is asked.
    """
    if page and view.is_first_page and page.following is None:
        return len(page.rows)
    return _up_to(view.officer, view.parts())


def counts(officer: Officer) -> dict[Pile, int]:
    """Return how many reports the officer may know of in each pile that is counted."""
    return {pile: _up_to(officer, pile.parts(officer)) for pile in COUNTED}


def saved_views(officer: Officer) -> QuerySet[SavedView]:
    """Return the officer's own views, by name."""
    return SavedView.objects.filter(officer=officer)


def locks(report_id: UUID) -> dict[UUID, FileLock]:
    """Return the locks that stand on files of a report, by file."""
    standing = FileLock.objects.filter(report=report_id, lifted_at=None)
    return {one.file: one for one in standing}


def report_for(officer: Officer, report_id: UUID) -> Report:
    """Return a report that the officer may know of. Raises NotVisible for any other."""
    report = visible_to(officer, reports()).filter(id=report_id).first()
    if report is None:
        raise NotVisible(_("There is no such report."))
    return report


def _first_rows(view: View, begin: Place | None, *, backwards: bool) -> list[Standing]:
    """Return the rows after a place, a page of them and one more, without what hangs on them."""
    found: list[Standing] = []
    for part in _parts(view.officer, view.parts()):
        beyond = part if begin is None else part.filter(begin.beyond(backwards=backwards))
        found += in_order(beyond, view.order, backwards=backwards)[: A_PAGE + 1]
    falling = view.order.is_falling is not backwards
    found.sort(key=lambda row: Place.of(view.order, row).values, reverse=falling)
    return found[: A_PAGE + 1]


def _parts(officer: Officer, conditions: tuple[Q, ...]) -> Iterator[QuerySet[Standing]]:
    """Give what the officer may know of in disjoint parts, one for each key of their teams.

    Each is then in the order of an index: PostgreSQL cannot take that order out of an index for
    several keys at once, nor for one condition or another, and would sort a hundred thousand rows.
    """
    known = visible_to(officer, Standing.objects.all()).annotate(due=DUE)
    keys = TeamKey.objects.filter(team__in=officer.roles_by_team).values_list("team_key", flat=True)
    for key, condition in product(keys, conditions):
        yield known.filter(condition, team_key=key)


def _up_to(officer: Officer, conditions: tuple[Q, ...]) -> int:
    counted = 0
    for part in _parts(officer, conditions):
        counted += part.order_by()[: COUNTED_UP_TO - counted].count()
        if counted >= COUNTED_UP_TO:
            break
    return counted

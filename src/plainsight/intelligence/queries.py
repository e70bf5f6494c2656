"""Lists of intelligence: nothing of them was under a seal."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from plainsight.intelligence.models import IntelReport, Notice
from plainsight.people.access import can, visible_to
from plainsight.people.models import Officer

State = IntelReport.State


def known_to(officer: Officer) -> QuerySet[IntelReport]:
    """Return the intelligence that an officer may read: accepted, their own, or to evaluate."""
    found = visible_to(officer, IntelReport.objects.all())
    if not can(officer, "intel.evaluate"):
        found = found.filter(Q(state=State.ACCEPTED) | Q(written_by=officer))
    return found.select_related("written_by", "evaluated_by").order_by("-written_at", "id")


def waiting(officer: Officer) -> int:
    """Return how many reports wait for this officer: to be evaluated, returned, told."""
    found = visible_to(officer, IntelReport.objects.all())
    mine = Q(state=State.RETURNED, written_by=officer)
    if can(officer, "intel.evaluate"):
        mine |= Q(state=State.SUBMITTED) & ~Q(written_by=officer)
    told = Notice.objects.filter(officer=officer, seen_at=None, mention__intel__in=found)
    return found.filter(mine).count() + told.count()

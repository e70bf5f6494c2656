"""Lists of records: nothing of them was under a seal."""

from __future__ import annotations

from django.db.models import QuerySet

from plainsight.people.access import can
from plainsight.people.models import Officer
from plainsight.pole.models import Pair
from plainsight.pole.services.acting import known
from plainsight.pole.services.telling import fresh


def queue(officer: Officer) -> QuerySet[Pair]:
    """Return the open pairs of which an officer may know both, by worth."""
    mine = known(officer)
    found = Pair.objects.filter(verdict=Pair.Verdict.OPEN, low__in=mine, high__in=mine)
    return found.select_related("low", "high").order_by("-worth", "at", "id")


def waiting(officer: Officer) -> int:
    """Return how many things an officer is told of records and has not seen."""
    return fresh(officer).count() if can(officer, "record.list") else 0

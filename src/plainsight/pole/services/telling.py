"""Who is told of what happens to a record, without a word of what it holds."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from plainsight.core.clock import now
from plainsight.people.models import Officer
from plainsight.pole.models import Entity, Told
from plainsight.pole.services.acting import known

AGAIN = timedelta(hours=12)
"""How long the same thing is not told twice."""


def tell(entity: Entity, why: Told.Why, *, by: UUID, other: Entity | None = None) -> None:
    """Tell who holds a record and who is interested in it, but not the officer `by`, who acts."""
    interested = entity.interests.filter(ended_at=None).values_list("officer", flat=True)
    officers = {entity.owner_id, *interested} - {by}
    fresh = Told.objects.filter(entity=entity, why=why, by_id=by, other=other, seen_at=None)
    known_of = set(
        fresh.filter(officer__in=officers, at__gte=now() - AGAIN).values_list("officer", flat=True)
    )
    Told.objects.bulk_create(
        [
            Told(officer_id=one, why=why, entity=entity, other=other, by_id=by)
            for one in sorted(officers - known_of)
        ]
    )


def fresh(officer: Officer) -> QuerySet[Told]:
    """Return what an officer is told and has not seen, of records that they may know of."""
    found = Told.objects.filter(officer=officer, seen_at=None, entity__in=known(officer))
    return found.select_related("entity", "other", "by")


def seen(officer: Officer) -> None:
    """Note that an officer has seen what they were told."""
    Told.objects.filter(officer=officer, seen_at=None).update(seen_at=now())

"""The worker's look: whether what somebody searched or saved is a protected person.

Nothing of it shows to whoever searched, and nothing of it is done while they wait.
"""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db import transaction

from plainsight.pole.models import Entity, Look, Told, Veiled
from plainsight.pole.services.telling import tell

A_TIME, ENOUGH = 500, 2
"""How many looks one run takes, and how many keys that say little each are worth a word."""


@transaction.atomic
def look_for_protected() -> int:
    """Hold what waits against the protected, tell their owners, and forget it; return how many.

    Two workers never take the same look.
    """
    waiting = list(Look.objects.select_for_update(skip_locked=True).order_by("at")[:A_TIME])
    for look in waiting:
        weight: Counter[UUID] = Counter()
        for one in Veiled.objects.filter(key__in=look.keys).exclude(
            entity_id=look.entity_id or look.id
        ):
            weight[one.entity_id] += ENOUGH if one.is_strong else 1
        hit = [entity for entity, keys in weight.items() if keys >= ENOUGH]
        for entity in Entity.objects.filter(id__in=hit):
            tell(entity, Told.Why.LOOKED, by=look.officer_id, other=look.entity)
    Look.objects.filter(id__in=[one.id for one in waiting]).delete()
    return len(waiting)

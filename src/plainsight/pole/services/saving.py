"""Saving a record and what is known of it: facts are added and withdrawn, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intelligence.models import IntelReport
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.pole.kinds import KINDS, attributes
from plainsight.pole.models import Entity, Fact, Told
from plainsight.pole.services.acting import KIND, Desk, seal
from plainsight.pole.services.finding import Found
from plainsight.pole.services.indexing import index
from plainsight.pole.services.telling import tell

LONGEST_VALUE = 2_000


@dataclass(frozen=True, repr=False)
class Telling:
    """One thing told of a record: an attribute, its value, and whether it is only thought."""

    field: str
    value: str
    is_opinion: bool = False


@dataclass(frozen=True)
class Source:
    """From which item of which report it comes, and how that was graded; empty for one's own."""

    intel: IntelReport | None = None
    item: int | None = None
    grade: str = ""


OWN_KNOWLEDGE = Source()


@transaction.atomic
def create(
    desk: Desk,
    entity_id: UUID,
    *,
    kind: str,
    told: Sequence[Telling],
    source: Source = OWN_KNOWLEDGE,
    is_protected: bool = False,
) -> tuple[Entity, Found]:
    """Save a new record; return it with its candidates. The same id again is the same record.

    Raises NotAllowed, what the vault raises, and NotNow for a kind or attribute that there is not,
    or when nothing is told.
    """
    if kind not in KINDS:
        raise NotNow(_("Choose what kind of record it is."))
    team_key, _team = desk.unlocked.team()
    demand(desk.officer, "record.write", Entity(id=entity_id, team_key=team_key))
    entity = Entity.objects.filter(id=entity_id).first()
    if entity is not None:
        return desk.found(entity_id), index(desk, entity)
    entity = Entity(id=entity_id, team_key=team_key, kind=kind, owner=desk.officer)
    entity.is_protected = is_protected and kind == "person"
    entity.save(force_insert=True)
    entity.refresh_from_db()
    desk.unlocked.new_record_key(KIND, entity_id)
    _add(desk, entity, told, source)
    desk.log("record.created", entity_id, kind=kind, facts=len(told))
    return entity, index(desk, entity)


@transaction.atomic
def add(
    desk: Desk, entity_id: UUID, *, told: Sequence[Telling], source: Source = OWN_KNOWLEDGE
) -> Found:
    """Add to what is known of a record; who is interested in it is told. Raises as `create`."""
    entity = desk.found(entity_id, "record.write")
    _add(desk, entity, told, source)
    desk.log("record.added", entity_id, facts=len(told))
    tell(entity, Told.Why.ADDED, by=desk.officer.id)
    return index(desk, entity)


@transaction.atomic
def withdraw(desk: Desk, entity_id: UUID, *, fact: UUID) -> None:
    """Withdraw a fact that was wrong; it stays to be read, and counts for nothing. Repeatable."""
    entity = desk.found(entity_id, "record.write")
    live = Fact.objects.filter(entity=entity, id=fact, withdrawn_at=None)
    if live.update(withdrawn_by=desk.officer, withdrawn_at=now()):
        desk.log("record.withdrawn", entity_id)
        index(desk, entity)


def _add(desk: Desk, entity: Entity, told: Sequence[Telling], source: Source) -> None:
    known = attributes(entity.kind)
    given = [one for one in told if one.value.strip()]
    if not given:
        raise NotNow(_("Say at least one thing that is known."))
    key = desk.key(entity.id) if entity.is_protected else b""
    facts = []
    for one in given:
        value = " ".join(one.value.split())
        if one.field not in known:
            raise NotNow(_("There is no such attribute of this kind of record."))
        if len(value) > LONGEST_VALUE:
            raise NotNow(_("Keep each value under 2,000 characters."))
        fact = Fact(
            id=new_id(),
            entity=entity,
            field=one.field,
            is_opinion=one.is_opinion,
            intel=source.intel,
            item=source.item if source.intel else None,
            grade=source.grade,
            by=desk.officer,
        )
        if entity.is_protected:
            fact.body = seal(key, entity.id, fact.id, value)
        else:
            fact.value = value
        facts.append(fact)
    Fact.objects.bulk_create(facts)

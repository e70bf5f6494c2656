"""Reading a record: its facts, links, warnings, who is interested, and who else it may be."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from plainsight.codes.lists import Code, codes
from plainsight.core.clock import now
from plainsight.intelligence.models import IntelReport
from plainsight.intelligence.queries import known_to
from plainsight.intelligence.tokens import secret_of
from plainsight.matching.keys import hashed
from plainsight.people.models import Officer
from plainsight.pole.models import Entity, Fact, Link, Marker, Pair, Part
from plainsight.pole.quality import Gap, gaps
from plainsight.pole.services.acting import Desk, known, unseal
from plainsight.pole.services.finding import Found, Hit, candidates, seen_by
from plainsight.pole.services.indexing import line_of, opened_facts, told_of
from plainsight.pole.shape import keys_of, shape_of


@dataclass(frozen=True, repr=False)
class ReadFact:
    """A fact as its reader sees it; `report` is None where they may not read it."""

    fact: Fact
    value: str
    report: IntelReport | None


@dataclass(frozen=True, repr=False)
class ReadLink:
    """A link seen from one record: its words, and the record on the other side."""

    link: Link
    words: str
    other: Entity
    label: str
    is_out: bool


@dataclass(frozen=True, repr=False)
class OpenedRecord:
    """A record as its reader sees it."""

    entity: Entity
    label: str
    facts: tuple[ReadFact, ...]
    links: tuple[ReadLink, ...]
    parts: tuple[tuple[Part, IntelReport | None], ...]
    markers: tuple[tuple[Marker, str, bool], ...]
    interested: tuple[Officer, ...]
    same: tuple[Entity, ...]
    found: Found
    pairs: dict[object, Pair]
    gaps: tuple[Gap, ...]

    @property
    def values(self) -> list[tuple[str, str]]:
        """The attributes that count, with their values."""
        return [(one.fact.field, one.value) for one in self.facts if not one.fact.withdrawn_at]

    @property
    def candidates(self) -> list[tuple[Hit, Pair | None]]:
        """Who else it may be, without those that were decided the same, each with its pair."""
        decided = {one.id for one in self.same}
        return [
            (one, self.pairs.get(one.entity.id))
            for one in self.found.hits
            if one.entity.id not in decided
        ]


@transaction.atomic
def open_record(desk: Desk, entity_id: UUID) -> OpenedRecord:
    """Open a record for an officer who may, and log it. Raises NotVisible, NotAllowed, the vault's.

    What hangs together with it is shown as far as the officer may know of it.
    """
    entity = desk.seen(entity_id)
    told, parts = opened_facts(desk, entity), list(entity.parts.all())
    named = {one.intel_id for one, _value in told} | {one.intel_id for one in parts}
    reports = known_to(desk.officer).in_bulk(filter(None, named))
    facts = [ReadFact(one, value, reports.get(one.intel_id)) for one, value in told]
    values = [(one.fact.field, one.value) for one in facts if not one.fact.withdrawn_at]
    links = _links(desk, entity)
    today = now().date()
    markers = [
        (one, unseal(desk.key(entity.id), entity.id, one.id, one.why), one.review_on < today)
        for one in entity.markers.filter(removed_at=None).select_related("by")
    ]
    interests = entity.interests.filter(ended_at=None).select_related("officer")
    cluster = known(desk.officer).filter(cluster=entity.cluster).exclude(id=entity.id)
    fields = shape_of(values)
    numbers = hashed(keys_of(fields), secret_of(desk.unlocked))
    found = seen_by(desk.officer, *candidates(entity.kind, fields, numbers, itself=entity.number))
    roles = [one.role for one in parts]
    from_reports = {one.fact.intel_id for one in facts if one.fact.intel_id}
    ties = len(links) + len(parts) + len(from_reports)
    desk.log("record.read", entity.id)
    return OpenedRecord(
        entity=entity,
        label=line_of(entity.kind, values) or entity.label,
        facts=tuple(facts),
        links=tuple(links),
        parts=tuple((one, reports.get(one.intel_id)) for one in parts),
        markers=tuple(markers),
        interested=tuple(one.officer for one in interests),
        same=tuple(cluster),
        found=found,
        pairs=_pairs(entity),
        gaps=tuple(gaps(entity.kind, values, roles=roles, ties=ties)),
    )


def _links(desk: Desk, entity: Entity) -> list[ReadLink]:
    """Return the links to records that the officer may know of; nothing tells of others."""
    both = Link.objects.filter(Q(a=entity) | Q(b=entity)).exclude(status=Link.Status.WITHDRAWN)
    found = list(both.select_related("a", "b", "by", "intel"))
    listed = codes("pole_links")
    mine = set(
        known(desk.officer)
        .filter(id__in={one.a_id for one in found} | {one.b_id for one in found})
        .values_list("id", flat=True)
    )
    read = []
    for one in found:
        is_out = one.a_id == entity.id
        other = one.b if is_out else one.a
        if other.id in mine:
            words = _words(listed.get(one.code), one.code, is_out=is_out)
            read.append(ReadLink(one, words, other, label_of(desk, other), is_out))
    return read


def label_of(desk: Desk, entity: Entity) -> str:
    """Return the line of a record that the officer may know of, unsealed where it is sealed."""
    if not entity.is_protected:
        return entity.label
    return line_of(entity.kind, told_of(desk, entity))


def _words(code: Code | None, known_as: str, *, is_out: bool) -> str:
    if code is None:
        return known_as
    return str(code) if is_out else str(code.facts["back"])


def _pairs(entity: Entity) -> dict[object, Pair]:
    found = Pair.objects.filter(Q(low=entity) | Q(high=entity))
    return {one.high_id if one.low_id == entity.id else one.low_id: one for one in found}

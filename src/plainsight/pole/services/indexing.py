"""What is derived of a record when its facts change: its line, its keys, and who else it may be."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.postgres.search import SearchVector
from django.db.models import Model, Value

from plainsight.intelligence.tokens import secret_of
from plainsight.matching.keys import hashed
from plainsight.matching.records import packed
from plainsight.pole.geography import point_of
from plainsight.pole.kinds import NAMED_BY
from plainsight.pole.models import Entity, Fact, Look, Pair, Posting, Shape, Told, Veiled
from plainsight.pole.services.acting import Desk, unseal
from plainsight.pole.services.finding import Candidate, Found, candidates, seen_by
from plainsight.pole.services.telling import tell
from plainsight.pole.shape import STRONG, keys_of, person_of, shape_of, sounds_of
from plainsight.pole.shape import Shape as Fields

LONGEST_LABEL = 200
DERIVED = ("label", "sounds", "words", "latitude", "longitude")
A_LINK = 3.0
"""What one thing in common adds to the worth of looking at a pair, in bits."""


def opened_facts(desk: Desk, entity: Entity) -> list[tuple[Fact, str]]:
    """Return every fact of a record with its value, unsealed where it is sealed."""
    found = entity.facts.select_related("by", "intel", "withdrawn_by")
    key = desk.key(entity.id) if entity.is_protected else b""
    return [
        (one, unseal(key, entity.id, one.id, one.body) if one.body else one.value) for one in found
    ]


def told_of(desk: Desk, entity: Entity) -> list[tuple[str, str]]:
    """Return the attributes of a record that count, with their values."""
    return [(one.field, value) for one, value in opened_facts(desk, entity) if not one.withdrawn_at]


def index(desk: Desk, entity: Entity) -> Found:
    """Write anew what is derived of a record, and return its candidates as the officer may see.

    Pairs of ordinary records are kept for the queue, and who holds the other record is told. A
    protected person leaves no shape, no line and no pair: only veiled keys.
    """
    facts = told_of(desk, entity)
    fields = shape_of(facts)
    keys = keys_of(fields)
    secret = secret_of(desk.unlocked)
    numbers = hashed(keys, secret)
    if entity.is_protected:
        strong = set(hashed((one for one in keys if one[:2] in STRONG), secret))
        _veil(entity, numbers, strong)
    else:
        _describe(entity, fields, facts)
        _post(entity, numbers)
    entity.version += 1
    entity.save(update_fields=[*DERIVED, "version"])
    Look.objects.create(officer=desk.officer, entity=entity, keys=numbers)
    found, skipped = candidates(entity.kind, fields, numbers, itself=entity.number)
    if not entity.is_protected:
        _pair(entity, found)
    seen = seen_by(desk.officer, found, skipped)
    for other in seen.pointers:
        tell(other, Told.Why.POINTED, by=desk.officer.id, other=entity)
    for hit in seen.hits:
        if hit.weighed.band in ("likely", "very likely") and not entity.is_protected:
            tell(hit.entity, Told.Why.MATCHED, by=desk.officer.id, other=entity)
    return seen


def line_of(kind: str, facts: Sequence[tuple[str, str]]) -> str:
    """Return the line that stands for a record: its naming attributes, or whatever is known."""
    found = dict[str, str]()
    for name, value in facts:
        found.setdefault(name, value)
    named = [found[name] for name in NAMED_BY[kind] if name in found]
    if kind == "person" and "alias" in found:
        named[-1] = f"“{found['alias']}”"
    return (" ".join(named) or next(iter(found.values()), ""))[:LONGEST_LABEL]


def _describe(entity: Entity, fields: Fields, facts: Sequence[tuple[str, str]]) -> None:
    entity.label = line_of(entity.kind, facts)
    entity.sounds = sounds_of(fields)
    text = " ".join(value for _field, value in facts)
    entity.words = SearchVector(Value(text), config="english")
    point = point_of(facts) if entity.kind == "location" else None
    entity.latitude, entity.longitude = (point.latitude, point.longitude) if point else (None, None)
    read = packed(person_of(fields))
    shape = {"kind": entity.kind, "fields": fields, "person": read}
    Shape.objects.update_or_create(number=entity.number, defaults=shape)


def _post(entity: Entity, numbers: Sequence[int]) -> None:
    held = Posting.objects.filter(number=entity.number)
    known, wanted = set(held.values_list("key", flat=True)), set(numbers)
    if gone := known - wanted:
        held.filter(key__in=gone).delete()
    Posting.objects.bulk_create(
        [Posting(key=one, number=entity.number) for one in sorted(wanted - known)],
        ignore_conflicts=True,
    )


def _veil(entity: Entity, numbers: Sequence[int], strong: set[int]) -> None:
    derived: tuple[type[Model], ...] = (Shape, Posting)
    for model in derived:
        model._default_manager.filter(number=entity.number).delete()  # noqa: SLF001 (Django's documented name)
    Pair.objects.filter(low=entity, verdict=Pair.Verdict.OPEN).delete()
    Pair.objects.filter(high=entity, verdict=Pair.Verdict.OPEN).delete()
    entity.label, entity.sounds, entity.words = "", [], None
    Veiled.objects.filter(entity=entity).delete()
    Veiled.objects.bulk_create(
        [Veiled(key=one, entity=entity, is_strong=one in strong) for one in numbers]
    )


def _pair(entity: Entity, found: Sequence[Candidate]) -> None:
    worth = {one.number: one for one in found if one.weighed.is_worth_showing}
    others = Entity.objects.filter(number__in=worth, is_protected=False)
    pairs = []
    for other in others:
        low, high = sorted((entity, other), key=lambda one: one.number)
        weighed = worth[other.number].weighed
        pairs.append(
            Pair(
                low=low,
                high=high,
                bits=weighed.bits,
                band=weighed.band or "",
                links=list(weighed.links),
                worth=(weighed.bits or 0) + A_LINK * len(weighed.links),
                model=weighed.version,
            )
        )
    Pair.objects.bulk_create(
        sorted(pairs, key=lambda one: (one.low.number, one.high.number)),
        update_conflicts=True,
        unique_fields=["low", "high"],
        update_fields=["bits", "band", "links", "worth", "model"],
    )

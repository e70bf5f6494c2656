"""Deciding whether two records are one: kept, reversible, and never done by a figure.

"Same" puts two clusters together unless a person has said that two of their members differ; any
other verdict takes apart what no "same" holds together any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from plainsight.core.ids import new_id
from plainsight.people.errors import NotNow, NotVisible
from plainsight.pole.models import ClusterStep, Entity, Judgement, Pair
from plainsight.pole.services.acting import Desk, Overtaken
from plainsight.pole.services.indexing import told_of
from plainsight.pole.shape import person_of, shape_of
from plainsight.pole.weighing import Reasons, reasons, weigh

Verdict = Pair.Verdict


class Conflict(NotNow):
    """Two decisions that cannot both stand."""


@transaction.atomic
def judge(desk: Desk, one: UUID, other: UUID, *, verdict: str, version: int) -> Pair:
    """Decide about two records; `version` is of the pair as the page showed it, 0 for none.

    Raises NotVisible, NotAllowed, Overtaken when somebody decided meanwhile, Conflict when members
    of the two clusters were said to differ, NotNow for records of two kinds, what the vault raises.
    """
    if verdict not in Verdict.values:
        raise NotNow(_("Choose whether they are the same, different, or left open."))
    # Both are locked in the same order by everybody, so that two who decide at once take turns.
    pair, why = _pair(desk, *(desk.found(entity, "record.judge") for entity in _two(one, other)))
    if pair.version != version:
        raise Overtaken(_("Somebody else has just decided about these two. Read it, then decide."))
    if pair.low.kind != pair.high.kind:
        raise NotNow(_("Two records of different kinds are never the same."))
    if verdict == Verdict.SAME:
        _refuse_conflicts(pair)
    pair.verdict, pair.version = verdict, pair.version + 1
    pair.save()
    judgement = Judgement.objects.create(
        pair=pair,
        verdict=verdict,
        bits=pair.bits,
        model=why.version,
        lines=[
            {"field": line.field, "verdict": line.verdict.value, "bits": round(line.bits, 2)}
            for line in why.lines
        ],
        by=desk.officer,
    )
    if verdict == Verdict.SAME:
        _merge(pair, judgement)
    else:
        _split(pair, judgement)
    for entity in (pair.low_id, pair.high_id):
        desk.log("record.judged", entity, verdict=verdict)
    return pair


@transaction.atomic
def compared(desk: Desk, one: UUID, other: UUID) -> tuple[Pair, Reasons]:
    """Return two records beside each other with every reason; the look is logged at both.

    The pair's version is 0 when nobody has decided or found it yet. Raises as `judge`.
    """
    pair, why = _pair(desk, *(desk.seen(entity) for entity in _two(one, other)))
    for entity in (pair.low_id, pair.high_id):
        desk.log("record.compared", entity)
    return pair, why


def _two(one: UUID, other: UUID) -> list[UUID]:
    if one == other:
        raise NotVisible
    return sorted((one, other))


def _pair(desk: Desk, first: Entity, second: Entity) -> tuple[Pair, Reasons]:
    low, high = sorted((first, second), key=lambda entity: entity.number)
    shapes = shape_of(told_of(desk, low)), shape_of(told_of(desk, high))
    kinds = low.kind, high.kind
    weighed = weigh(kinds, person_of(shapes[0]), person_of(shapes[1]), shapes)
    pair = Pair.objects.filter(low=low, high=high).select_related("low", "high").first()
    if pair is None:
        pair = Pair(low=low, high=high, version=0)
    pair.bits, pair.band, pair.links = weighed.bits, weighed.band or "", list(weighed.links)
    pair.model = weighed.version
    return pair, reasons(kinds, shapes)


def _refuse_conflicts(pair: Pair) -> None:
    here, there = (set(_members(one.cluster)) for one in (pair.low, pair.high))
    apart = Pair.objects.filter(verdict=Verdict.DIFFERENT).filter(
        Q(low__in=here, high__in=there) | Q(low__in=there, high__in=here)
    )
    if pair.id:
        apart = apart.exclude(id=pair.id)
    if apart.exists():
        raise Conflict(
            _("Two of the records that these stand for were said to be different. Settle that one.")
        )


def _merge(pair: Pair, judgement: Judgement) -> None:
    kept, other = pair.low.cluster, pair.high.cluster
    if kept == other:
        return
    moved = _members(other)
    Entity.objects.filter(id__in=moved).update(cluster=kept)
    _step(ClusterStep.Kind.MERGED, kept, other, moved, judgement)


def _split(pair: Pair, judgement: Judgement) -> None:
    """Give each part of a cluster that nothing holds together any more a cluster of its own."""
    if pair.low.cluster != pair.high.cluster:
        return
    whole = _members(pair.low.cluster)
    kept = _reached(pair.low_id, whole)
    moved = sorted(set(whole) - kept)
    if moved and pair.high_id not in kept:
        fresh = new_id()
        part = sorted(_reached(pair.high_id, whole))
        Entity.objects.filter(id__in=part).update(cluster=fresh)
        _step(ClusterStep.Kind.SPLIT, pair.low.cluster, fresh, part, judgement)


def _reached(start: UUID, members: Iterable[UUID]) -> set[UUID]:
    """Return the members that "same" leads to from one of them."""
    known = list(members)
    ties = list(
        Pair.objects.filter(verdict=Verdict.SAME, low__in=known, high__in=known).values_list(
            "low", "high"
        )
    )
    found, edge = {start}, {start}
    while edge:
        edge = {b for a, b in ties if a in edge} | {a for a, b in ties if b in edge}
        edge -= found
        found |= edge
    return found


def _members(cluster: UUID) -> list[UUID]:
    held = Entity.objects.select_for_update().filter(cluster=cluster).order_by("number")
    return list(held.values_list("id", flat=True))


def _step(
    kind: ClusterStep.Kind, kept: UUID, other: UUID, moved: list[UUID], judgement: Judgement
) -> None:
    ClusterStep.objects.create(kind=kind, kept=kept, other=other, moved=moved, judgement=judgement)

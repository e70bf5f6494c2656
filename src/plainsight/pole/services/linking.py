"""Links between records, the part a person has in a report, warnings, interest, and protection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.codes.lists import code_of
from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intelligence.models import IntelReport
from plainsight.intelligence.queries import known_to
from plainsight.people.access import demand
from plainsight.people.errors import NotNow, NotVisible
from plainsight.pole.kinds import does_protect, links
from plainsight.pole.models import Entity, Interest, Link, Marker, Part
from plainsight.pole.services.acting import Desk, seal
from plainsight.pole.services.indexing import index, opened_facts
from plainsight.pole.services.saving import OWN_KNOWLEDGE, Source


@dataclass(frozen=True)
class Dates:
    """From when to when; None for unknown."""

    from_on: date | None = None
    to_on: date | None = None


@transaction.atomic
def link(
    desk: Desk,
    a: UUID,
    b: UUID,
    *,
    code: str,
    dates: Dates = Dates(),
    source: Source = OWN_KNOWLEDGE,
) -> Link:
    """Link two records; a side that the link protects is protected from now on.

    Raises NotVisible, NotAllowed, what the vault raises, and NotNow for a link that does not fit.
    """
    if a == b:
        raise NotNow(_("A record is not linked with itself."))
    held = {one: desk.found(one, "record.write") for one in sorted((a, b))}
    one, other = held[a], held[b]
    fitting = {each.code: each for each in links(one.kind, other.kind)}
    if code not in fitting:
        raise NotNow(_("Choose a link that fits these two kinds of record."))
    if dates.from_on and dates.to_on and dates.to_on < dates.from_on:
        raise NotNow(_("The link ends before it begins. Check the two dates."))
    made = Link.objects.create(
        code=code,
        a=one,
        b=other,
        from_on=dates.from_on,
        to_on=dates.to_on,
        intel=source.intel,
        item=source.item if source.intel else None,
        grade=source.grade,
        by=desk.officer,
    )
    for side, entity in (("a", one), ("b", other)):
        if does_protect(fitting[code], side):
            protect(desk, entity)
        desk.log("record.linked", entity.id, link=code)
    return made


@transaction.atomic
def settle(desk: Desk, link_id: UUID, *, status: str) -> None:
    """Say how a link stands: corroborated, negated, withdrawn, or asserted again."""
    found = Link.objects.select_for_update().filter(id=link_id).first()
    if found is None or status not in Link.Status.values:
        raise NotVisible
    for entity in sorted((found.a_id, found.b_id)):
        desk.found(entity, "record.write")
        desk.log("record.link_settled", entity, status=status)
    found.status, found.settled_by, found.settled_at = status, desk.officer, now()
    found.save(update_fields=["status", "settled_by", "settled_at"])


@transaction.atomic
def give_part(desk: Desk, entity_id: UUID, *, intel: UUID, role: str) -> None:
    """Give a person a part in a report; some parts protect them from now on. Repeatable."""
    entity = desk.found(entity_id, "record.write")
    code = code_of("person_roles", role)
    if code is None or entity.kind != "person":
        raise NotNow(_("Choose the part that the person has."))
    report = report_known_to(desk, intel)
    _part, is_new = Part.objects.get_or_create(
        entity=entity, intel=report, role=role, defaults={"by": desk.officer}
    )
    if code.facts.get("protects"):
        protect(desk, entity)
    if is_new:
        desk.log("record.part_given", entity_id, role=role)


@transaction.atomic
def mark(desk: Desk, entity_id: UUID, *, code: str, why: str, review_on: date) -> None:
    """Put a warning on a record until it is reviewed. Raises NotNow for what does not fit."""
    entity = desk.found(entity_id, "record.write")
    marker = code_of("warning_markers", code)
    if marker is None or not why.strip():
        raise NotNow(_("Choose the warning and say what it rests on."))
    longest = int(marker.facts["longest_days"])
    today = now().date()
    if not today < review_on <= today + timedelta(days=longest):
        raise NotNow(_("Review it within {n} days from today.").format(n=longest))
    if entity.markers.filter(code=code, removed_at=None).exists():
        raise NotNow(_("This warning stands already. Remove it first to give it a new date."))
    made = new_id()
    sealed = seal(desk.key(entity_id), entity_id, made, why)
    Marker.objects.create(
        id=made, entity=entity, code=code, why=sealed, review_on=review_on, by=desk.officer
    )
    desk.log("record.marked", entity_id, marker=code)


@transaction.atomic
def unmark(desk: Desk, entity_id: UUID, *, marker: UUID) -> None:
    """Remove a warning. Repeatable."""
    entity = desk.found(entity_id, "record.write")
    live = entity.markers.filter(id=marker, removed_at=None)
    if live.update(removed_by=desk.officer, removed_at=now()):
        desk.log("record.unmarked", entity_id)


@transaction.atomic
def be_interested(desk: Desk, entity_id: UUID, *, is_on: bool) -> None:
    """Say that one is interested in a record, or no more; others see it. Repeatable."""
    entity = desk.found(entity_id)
    mine = Interest.objects.filter(entity=entity, officer=desk.officer, ended_at=None)
    if is_on and not mine.exists():
        Interest.objects.create(entity=entity, officer=desk.officer)
        desk.log("record.interest_begun", entity_id)
    elif not is_on and mine.update(ended_at=now()):
        desk.log("record.interest_ended", entity_id)


@transaction.atomic
def protect_person(desk: Desk, entity_id: UUID) -> None:
    """Seal a person's identity, whatever links they have. Repeatable. Raises NotNow otherwise."""
    entity = desk.found(entity_id, "record.write")
    if entity.kind != "person":
        raise NotNow(_("Only people are protected in this way."))
    protect(desk, entity)


def protect(desk: Desk, entity: Entity) -> None:
    """Seal the identity of a person: from now on few know of them, and only tokens match."""
    if entity.is_protected or entity.kind != "person":
        return
    key = desk.key(entity.id)
    for fact, value in opened_facts(desk, entity):
        fact.body, fact.value = seal(key, entity.id, fact.id, value), ""
        fact.save(update_fields=["body", "value"])
    entity.is_protected = True
    entity.label, entity.sounds, entity.words = "", [], None
    entity.save(update_fields=["is_protected", "label", "sounds", "words"])
    index(desk, entity)
    desk.log("record.protected", entity.id)


def report_known_to(desk: Desk, intel: UUID) -> IntelReport:
    """Return an intelligence report that the officer may read; raises NotVisible."""
    report = known_to(desk.officer).filter(id=intel).first()
    if report is None:
        raise NotVisible
    demand(desk.officer, "intel.list", report)
    return report

"""One search over all that an officer may know of, and why each thing was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from django.contrib.postgres.search import SearchQuery
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.intelligence.models import IntelReport
from plainsight.intelligence.services.searching import Hit
from plainsight.intelligence.tokens import secret_of
from plainsight.matching import identifiers
from plainsight.matching.keys import hashed
from plainsight.matching.names import skeleton
from plainsight.matching.normalise import words as folded
from plainsight.matching.similarity import jaro_winkler
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.pole.models import Entity, Fact, Look, Posting
from plainsight.pole.services.acting import Desk, known
from plainsight.pole.services.in_reports import mentioning, telling
from plainsight.pole.shape import Shape, keys_of, shape_of, sounds
from plainsight.triage.services.search import keep_words

MOST, SHOWN, MOST_WORDS = 300, 50, 6
EXACT, NAMED, TOLD = 3.0, 2.0, 1.0
ALIKE, HEARD = 0.78, 0.9
"""From where two names are alike, and how alike those are that only sound the same."""


@dataclass(frozen=True, repr=False)
class Asked:
    """What is looked for; empty for anything. `grade` is the worst source that counts, 1 to 3."""

    words: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    grade: str = ""
    place: str = ""


@dataclass(repr=False)
class Result:
    """A record that was found, and why, strongest reason first."""

    entity: Entity
    score: float = 0.0
    why: list[str] = field(default_factory=list)


@dataclass(frozen=True, repr=False)
class Answer:
    """Records, and intelligence reports: those that mention it, and those whose text has it.

    `read` says how many reports were read through; `is_cut` that there were more records.
    """

    results: tuple[Result, ...]
    reports: tuple[tuple[IntelReport, str], ...]
    texts: tuple[Hit, ...]
    read: int
    is_cut: bool


@transaction.atomic
def search(desk: Desk, asked: Asked) -> Answer:
    """Look through every record that the officer may know of; the words are kept sealed.

    Protected people are looked for by the worker, afterwards, and never shown. Raises NotAllowed,
    what the vault raises, and NotNow where nothing is asked.
    """
    demand(desk.officer, "record.list")
    if not any((asked.words.strip(), asked.kind, asked.since, asked.until, asked.place)):
        raise NotNow(_("Write what you look for, or choose a kind, a date or a place."))
    secret = secret_of(desk.unlocked)
    keys = hashed(_keys(asked.words), secret)
    typed = " ".join(filter(None, (asked.words, asked.place)))
    kept = keep_words(desk.officer, desk.unlocked, typed=typed or asked.kind or "*", within=0)
    named = keys_of(shape_of([("alias", asked.words)]))
    looked = sorted({*keys, *hashed(named, secret)})
    Look.objects.create(officer=desk.officer, keys=looked)
    found = _found(desk, asked, keys)
    texts, read = telling(desk, asked.words)
    subject = Subject("search", kept.id)
    actor = Actor("officer", desk.officer.id)
    record(actor, "record.searched", subject=subject, detail={"results": len(found), "read": read})
    best = sorted(found.values(), key=lambda one: (-one.score, one.entity.label))[:SHOWN]
    return Answer(
        tuple(best), tuple(mentioning(desk, asked.words)), texts, read, len(found) > SHOWN
    )


def _found(desk: Desk, asked: Asked, keys: Sequence[int]) -> dict[int, Result]:
    within = _within(desk, asked)
    if not asked.words.strip():
        latest = within.order_by("-at", "id")[:SHOWN]
        return {one.number: Result(one, 0.0, [_("It fits what you chose.")]) for one in latest}
    found: dict[int, Result] = {}
    for entity in _exact(within, keys):
        _note(found, entity, EXACT, _("A number, plate, address or date fits, however written."))
    for entity, alike in _named(within, asked.words):
        words = _("The name is the same.") if alike == 1 else _("The name is like it: {n} %.")
        _note(found, entity, NAMED * alike, words.format(n=round(alike * 100)))
    query = SearchQuery(asked.words, config="english", search_type="websearch")
    for entity in within.filter(words=query)[:MOST]:
        _note(found, entity, TOLD, _("The words stand in what is known of it."))
    return found


def _note(found: dict[int, Result], entity: Entity, score: float, why: str) -> None:
    result = found.setdefault(entity.number, Result(entity))
    result.score += score
    result.why.append(why)


def _within(desk: Desk, asked: Asked) -> QuerySet[Entity]:
    found = known(desk.officer).filter(is_protected=False).defer("words", "sounds")
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.since:
        found = found.filter(at__date__gte=asked.since)
    if asked.until:
        found = found.filter(at__date__lte=asked.until)
    if asked.grade:
        graded = Fact.objects.filter(entity=OuterRef("pk"), withdrawn_at=None)
        worst = chr(ord(asked.grade[0]) + 1)
        found = found.filter(Exists(graded.filter(grade__gte="1", grade__lt=worst)))
    if asked.place.strip():
        place = SearchQuery(asked.place, config="english", search_type="plain")
        found = found.filter(words=place)
    return found


def _exact(within: QuerySet[Entity], keys: Sequence[int]) -> QuerySet[Entity]:
    numbers = Posting.objects.filter(key__in=keys).values_list("number", flat=True)[:MOST]
    return within.filter(number__in=list(numbers)) if keys else within.none()


def _keys(typed: str) -> Iterator[str]:
    """Yield the blocking keys of whatever the words may be: one number, plate or address each."""
    shape: dict[str, list[str]] = {}
    for name, read in (
        ("phones", identifiers.phone),
        ("emails", identifiers.email),
        ("plates", identifiers.plate),
        ("postcodes", identifiers.postcode),
        ("documents", identifiers.document),
    ):
        for text in (typed, *typed.split()):
            if read(text) is not None:
                shape.setdefault(name, []).append(text)
    if typed.strip() and ("@" in typed or "." in typed):
        shape["handles"] = [typed]
    yield from keys_of(cast("Shape", shape))


def _named(within: QuerySet[Entity], typed: str) -> Iterator[tuple[Entity, float]]:
    """Yield records whose names sound like every word, and how alike they are (0 to 1)."""
    wanted = [one for one in folded(typed) if one.isalpha()][:MOST_WORDS]
    if not wanted:
        return
    found = within
    for word in wanted:
        found = found.filter(sounds__overlap=list(sounds(word)))
    for entity in found[:MOST]:
        names = folded(entity.label) or ("",)
        alike = [max(_alike(word, one) for one in names) for word in wanted]
        mean = sum(alike) / len(alike)
        if mean >= ALIKE:
            yield entity, mean


def _alike(one: str, other: str) -> float:
    spelt = jaro_winkler(*sorted((one, other)))
    return max(spelt, HEARD) if skeleton(one) == skeleton(other) else spelt

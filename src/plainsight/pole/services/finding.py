"""Candidates: the few records, of all that are stored, that may be the one at hand.

The postings of its blocking keys are read in one query; keys that many share are skipped and
counted; what is left is ranked by how rare the shared keys are, weighed, and explained.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from plainsight.matching.records import unpacked
from plainsight.people.access import not_excluded
from plainsight.people.models import Officer
from plainsight.pole.models import Entity
from plainsight.pole.services.acting import known
from plainsight.pole.shape import Shape as Fields
from plainsight.pole.shape import person_of
from plainsight.pole.weighing import Weighed, weigh

LARGEST_BLOCK, WEIGHED, SHOWN = 200, 16, 12
RANKED = """
WITH hit AS MATERIALIZED (
    SELECT asked.key, found.number
    FROM unnest(%s::bigint[]) AS asked(key)
    CROSS JOIN LATERAL (
        SELECT number FROM pole_posting WHERE key = asked.key LIMIT %s
    ) AS found
), block AS (SELECT key, count(*) AS size FROM hit GROUP BY key),
ranked AS (
    SELECT hit.number, sum(1.0::float8 / block.size) AS rarity
    FROM hit JOIN block USING (key)
    WHERE block.size <= %s AND hit.number <> %s
    GROUP BY hit.number ORDER BY rarity DESC, hit.number LIMIT %s
)
SELECT shape.number, shape.kind, shape.fields, shape.person,
       (SELECT count(*) FROM block WHERE size > %s)
FROM ranked JOIN pole_shape AS shape USING (number) ORDER BY rarity DESC, number
"""


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """A stored record that may be the one at hand, or is associated with it."""

    number: int
    kind: str
    fields: Fields
    weighed: Weighed


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A candidate that the officer may know of."""

    entity: Entity
    fields: Fields
    weighed: Weighed


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """What was found: records, whom to ask for others, and how many keys were too common."""

    hits: tuple[Hit, ...]
    pointers: tuple[Entity, ...]
    skipped: int


def candidates(
    kind: str, fields: Fields, hashed: Sequence[int], *, itself: int = 0
) -> tuple[list[Candidate], int]:
    """Return the candidates for a record, the best first, and how many keys were skipped.

    `hashed` are its keyed blocking keys, `itself` its own number. Protected people are not among
    what is asked: see `looking`.
    """
    with connection.cursor() as cursor:
        given = (list(hashed), LARGEST_BLOCK + 1, LARGEST_BLOCK, itself, WEIGHED, LARGEST_BLOCK)
        cursor.execute(RANKED, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    ours, found = person_of(fields), []
    for number, theirs, text, read, _skipped in rows:
        other: Fields = json.loads(text)
        weighed = weigh((kind, theirs), ours, unpacked(json.loads(read)), (fields, other))
        if weighed.is_worth_showing or weighed.links:
            found.append(Candidate(number, theirs, other, weighed))
    found.sort(key=_worth, reverse=True)
    return found, rows[0][4] if rows else 0


def seen_by(officer: Officer, found: Collection[Candidate], skipped: int) -> Found:
    """Return the candidates as an officer may see them: records, or whom to ask."""
    best = sorted(found, key=_worth, reverse=True)
    numbers = [one.number for one in best]
    mine = {
        one.number: one
        for one in known(officer).filter(number__in=numbers).defer("words", "sounds")
    }
    hits = [Hit(mine[one.number], one.fields, one.weighed) for one in best if one.number in mine]
    asked = [one.number for one in best if one.number not in mine and one.weighed.is_worth_showing]
    ordinary = Entity.objects.filter(number__in=asked, is_protected=False)
    held = not_excluded(officer, ordinary).select_related("owner")
    return Found(tuple(hits[:SHOWN]), tuple(held) if asked else (), skipped)


def _worth(one: Candidate) -> tuple[float, int]:
    bits = one.weighed.bits
    return (bits if bits is not None else float("-inf"), len(one.weighed.links))

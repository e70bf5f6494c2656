"""How far two records agree, field by field: no weights yet, only levels.

A level is a whole number: -1 where either record is silent, 0 where they differ, and the higher the
closer. What the levels of a field are called stands in `FIELDS`; a model must name the same ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import product
from typing import TypeVar

from plainsight.matching.dates import HalfDate
from plainsight.matching.names import skeleton
from plainsight.matching.plates import Plate
from plainsight.matching.postcodes import Postcode
from plainsight.matching.records import Person
from plainsight.matching.similarity import is_one_slip, jaro_winkler

_NAME_LEVELS = ("differs", "alike", "initial", "sounds", "near", "common", "usual", "exact")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "given": _NAME_LEVELS,
    "surname": _NAME_LEVELS,
    "order": ("crossed", "as_written"),
    "born": ("differs", "near_year", "close", "year", "partly", "swapped", "exact"),
    "sex": ("differs", "exact"),
    "phone": ("differs", "exact"),
    "email": ("differs", "local", "exact"),
    "plate": ("differs", "slip", "repaired", "exact"),
    "postcode": ("differs", "district", "sector", "exact"),
    "document": ("differs", "slip", "exact"),
}
"""The names of each field's levels, from 0 upwards."""
MISSING = -1
NEAR, ALIKE, MOST_WORDS = 0.92, 0.80, 3
FULL, SOUNDS = _NAME_LEVELS.index("common"), _NAME_LEVELS.index("sounds")
_TABLE = json.loads((files("plainsight.matching") / "common.json").read_text("utf-8"))
COMMONNESS: Mapping[str, str] = {word: name for name in _TABLE for word in _TABLE[name]}
"""Names that many bear: `common` is one in two hundred people, `usual` one in two thousand."""
_YEARS_NEAR, _PARTS_CLOSE, _SLIP_FROM, _SOUND_FROM = 2, 2, 4, 3

_Level = tuple[int, tuple[str, str] | None]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A level for every field, and the words that agree in each name (one from either record)."""

    levels: Mapping[str, int]
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def reached(self, name: str, level: str) -> bool:
        """Whether the field `name` agrees at `level` or closer."""
        return self.levels[name] >= FIELDS[name].index(level)


def compare(a: Person, b: Person) -> Comparison:
    """Return how far two records agree. The order of the two does not matter to any level."""
    given, surname, order = _names(a, b)
    levels = {
        "given": given[0],
        "surname": surname[0],
        "order": order,
        "born": _born(a.born, b.born),
        "sex": int(a.sex == b.sex) if a.sex and b.sex else MISSING,
        "phone": _any(a.phones, b.phones, lambda one, other: int(one == other)),
        "email": _any(a.emails, b.emails, lambda x, y: 2 if x == y else int(x.local == y.local)),
        "plate": _any(a.plates, b.plates, _plate),
        "postcode": _any(a.postcodes, b.postcodes, _postcode),
        "document": _any(
            a.documents,
            b.documents,
            lambda x, y: 2 if x == y else int(is_one_slip(x.text, y.text)),
        ),
    }
    words = {"given": given[1], "surname": surname[1]}
    return Comparison(levels, {name: pair for name, pair in words.items() if pair})


def _names(a: Person, b: Person) -> tuple[_Level, _Level, int]:
    """Return the levels of given names, surnames and order, in whichever reading agrees best."""
    if (a.given, a.surnames) > (b.given, b.surnames):
        a, b = b, a
    straight = _words(a.given, b.given), _words(a.surnames, b.surnames)
    best, order = straight, 1
    if straight[0][0] < FULL or straight[1][0] < FULL:
        if all((a.given, a.surnames, b.given, b.surnames)):
            crossed = _words(a.given, b.surnames), _words(a.surnames, b.given)
        elif b.given and b.surnames:
            crossed = _either(a, b.given), _either(a, b.surnames)
        else:
            crossed = _either(b, a.given), _either(b, a.surnames)
        if _total(crossed) > _total(straight):
            best, order = crossed, 0
    does_order_count = all((a.given, a.surnames, b.given, b.surnames)) and all(
        level[0] >= SOUNDS for level in best
    )
    return best[0], best[1], order if does_order_count else MISSING


def _either(whose: Person, words: Sequence[str]) -> _Level:
    """Return the better of a record's given names and surnames against some words."""
    return max(_words(whose.given, words), _words(whose.surnames, words), key=lambda one: one[0])


def _total(levels: tuple[_Level, _Level]) -> int:
    return sum(max(level[0], 0) for level in levels)


def _words(one: Sequence[str], other: Sequence[str]) -> _Level:
    """Return the best level of any word against any other; of equals, the longest words."""
    best: _Level = (MISSING, None)
    for a, b in product(one[:MOST_WORDS], other[:MOST_WORDS]):
        level = _word(a, b)
        if level > best[0] or (level == best[0] and best[1] and len(a) > len(best[1][0])):
            best = level, (a, b)
    return best


def _word(a: str, b: str) -> int:
    if a == b:
        name = COMMONNESS.get(a, "exact") if len(a) > 1 else "initial"
    elif min(len(a), len(b)) == 1:
        name = "initial" if a[0] == b[0] else "differs"
    else:
        name = _spelt(a, b)
    return _NAME_LEVELS.index(name)


def _spelt(a: str, b: str) -> str:
    similarity = jaro_winkler(min(a, b), max(a, b))
    is_long = min(len(a), len(b)) >= _SLIP_FROM
    if similarity >= NEAR or (is_long and is_one_slip(a, b)):
        return "near"
    if skeleton(a) == skeleton(b) and len(skeleton(a)) >= _SOUND_FROM:
        return "sounds"
    return "alike" if similarity >= ALIKE else "differs"


def _born(a: HalfDate | None, b: HalfDate | None) -> int:
    if a is None or b is None:
        return MISSING
    name = _whole(a, b) if a.is_whole and b.is_whole else None
    if name is None:
        name = _half(a, b)
    return MISSING if name is None else FIELDS["born"].index(name)


def _whole(a: HalfDate, b: HalfDate) -> str | None:
    """Compare two whole dates; None where one is 1 January and may be no more than a year."""
    if a.is_first_of_january or b.is_first_of_january:
        return None
    if a == b:
        return "exact"
    if a.swapped == b:
        return "swapped"
    same = (a.year == b.year) + (a.month == b.month) + (a.day == b.day)
    return "close" if same >= _PARTS_CLOSE else "differs"


def _half(a: HalfDate, b: HalfDate) -> str | None:
    """Compare by the parts both know; None where there are none."""
    vague = a.is_first_of_january or b.is_first_of_january
    pairs = [(a.year, b.year)] + ([] if vague else [(a.month, b.month), (a.day, b.day)])
    known = [(x, y) for x, y in pairs if x is not None and y is not None]
    if not known:
        return None
    if all(x == y for x, y in known):
        return "partly" if len(known) >= _PARTS_CLOSE else "year"
    if len(known) == 1 and abs(known[0][0] - known[0][1]) <= _YEARS_NEAR:
        return "near_year"
    return "differs"


def _plate(a: Plate, b: Plate) -> int:
    if a.written == b.written:
        return 3
    if a.text == b.text:
        return 2
    return int(is_one_slip(a.text, b.text))


def _postcode(a: Postcode, b: Postcode) -> int:
    if a.text == b.text:
        return 3
    if a.sector == b.sector:
        return 2
    return int(a.outward == b.outward)


def _any(
    one: Sequence[_Value], other: Sequence[_Value], level: Callable[[_Value, _Value], int]
) -> int:
    """Return the best level of any value against any other; -1 where either side has none."""
    return max((level(a, b) for a, b in product(one, other)), default=MISSING)

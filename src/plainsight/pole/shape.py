"""What the matching sees of a record: text by field, its blocking keys, and what the search reads.

Pure: facts go in, a shape comes out. A shape is kept as JSON and compared by `weighing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import TypedDict, cast

from plainsight.matching.identifiers import postcode
from plainsight.matching.keys import keys
from plainsight.matching.names import business_name, skeleton
from plainsight.matching.normalise import fold, words
from plainsight.matching.records import Person, person

STRONG = frozenset({"ph", "em", "pl", "do", "bd", "bi", "nd", "nn"})
"""Types of key of which one alone is worth a word to the owner of a protected person."""
_LISTS: Mapping[str, str] = {
    "telephone": "phones",
    "email": "emails",
    "vrm": "plates",
    "postcode": "postcodes",
    "passport": "documents",
    "ni_number": "documents",
    "driving_licence": "documents",
    "pnc_id": "documents",
    "cro_number": "documents",
    "document_number": "documents",
    "serial": "documents",
    "imei": "documents",
    "vin": "documents",
    "company_number": "documents",
    "business_name": "names",
    "trading_name": "names",
    "handle": "handles",
    "url": "handles",
    "premises": "premises",
    "category": "categories",
    "on": "dates",
}
_WORDS: Mapping[str, str] = {
    "given_name": "given",
    "surname": "surname",
    "born": "born",
    "gender": "sex",
    "alias": "written",
}
_SHORTEST, _MOST_SOUNDS = 2, 24


class Shape(TypedDict, total=False):
    """Text as it was written, by field of the matching."""

    given: str
    surname: str
    written: str
    born: str
    sex: str
    phones: list[str]
    emails: list[str]
    plates: list[str]
    postcodes: list[str]
    documents: list[str]
    names: list[str]
    handles: list[str]
    premises: list[str]
    categories: list[str]
    dates: list[str]


def shape_of(facts: Iterable[tuple[str, str]]) -> Shape:
    """Return the shape of a record from its attributes and their values, in the order told."""
    found: dict[str, object] = {}
    for name, value in facts:
        if many := _LISTS.get(name):
            listed = found.setdefault(many, [])
            if isinstance(listed, list) and value not in listed:
                listed.append(value)
        elif one := _WORDS.get(name):
            if one in ("born", "sex"):
                found[one] = value
            else:
                known = str(found.get(one, ""))
                found[one] = known if value in known.split() else f"{known} {value}".strip()
    return cast("Shape", found)


def person_of(shape: Shape) -> Person:
    """Return a shape as the matching compares it; fields that it does not know are left out."""
    return person(
        given=shape.get("given", ""),
        surname=shape.get("surname", ""),
        written=shape.get("written", ""),
        born=shape.get("born", ""),
        sex=shape.get("sex", ""),
        phones=shape.get("phones", ()),
        emails=shape.get("emails", ()),
        plates=shape.get("plates", ()),
        postcodes=shape.get("postcodes", ()),
        documents=shape.get("documents", ()),
    )


def keys_of(shape: Shape) -> frozenset[str]:
    """Return the blocking keys of a record of any kind: those of `matching.keys`, and three more.

    `og` is a business by the sound of two words of its name, `ac` an online account, `pc` a
    postcode.
    """
    return keys(person_of(shape)) | frozenset(_more(shape))


def _more(shape: Shape) -> Iterator[str]:
    for written in shape.get("names", ()):
        sounds = [skeleton(word) for word in business_name(written).split()]
        yield from (f"og:{a}/{b}" for a, b in combinations(sorted(set(sounds))[:5], 2))
        if len(sounds) == 1:
            yield f"og:{sounds[0]}"
    for written in shape.get("handles", ()):
        yield f"ac:{handle(written)}"
    for written in shape.get("postcodes", ()):
        if found := postcode(written):
            yield f"pc:{found.text}"


def handle(written: str) -> str:
    """Return one form of an account's name or web address."""
    plain = written.strip().lower().removeprefix("https://").removeprefix("http://")
    return plain.removeprefix("www.").removeprefix("@").rstrip("/")


def sounds_of(shape: Shape) -> list[str]:
    """Return how the names of a record sound, each whole and less one consonant, for the search."""
    named = [shape.get("given", ""), shape.get("surname", ""), shape.get("written", "")]
    named += shape.get("names", [])
    found: dict[str, None] = {}
    for word in words(" ".join(named)):
        found |= dict.fromkeys(sounds(word))
    return list(found)[:_MOST_SOUNDS]


@lru_cache(maxsize=16_384)
def sounds(word: str) -> tuple[str, ...]:
    """Return a word's skeleton, then what is left of it without each consonant, marked by `-`.

    Two words of which one has a consonant more, less or other than the other share one of these.
    """
    whole = skeleton(fold(word))
    if len(whole) <= _SHORTEST:
        return (whole,)
    less = {f"-{whole[:place]}{whole[place + 1 :]}" for place in range(len(whole))}
    return whole, f"-{whole}", *sorted(less)

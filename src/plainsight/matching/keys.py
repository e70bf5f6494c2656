"""Blocking keys: two records that share one are worth comparing.

Each key is a plain string of a short type and a value. Several lean on different fields, so that
an error in one field leaves the others; `nd` and `md` bear an error within a surname, `dn` one in
the number of a document. `nb` is for names that so many bear that `nn` and `ny` are not followed.
Stored, they are keyed hashes: whoever takes the table without the secret reads no name in it. That
is not anonymisation, since how often a hash occurs still tells something.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, combinations

from plainsight.matching.names import skeleton
from plainsight.matching.records import Person

TYPES = {
    "ny": "part of the name by sound, and year of birth",
    "nn": "two parts of the name by sound",
    "nb": "two parts of the name by sound, and year of birth",
    "nd": "surname by sound less one consonant, first letter of a given name, year of birth",
    "md": "part of the name by its ending, day and month of birth in either order",
    "bd": "date of birth, day and month in either order",
    "bi": "first letters of the name, and date of birth",
    "ph": "telephone number",
    "em": "e-mail address",
    "pl": "number plate",
    "do": "document",
    "dn": "half of a document's number, and part of the name by sound",
    "ps": "postcode, and part of the name by sound",
}
"""What each type of key is made of."""

MOST_PARTS = 4
_SHORTEST_DELETED, _HALF = 2, 4
_BYTES, _SIGNED_63 = 8, (1 << 63) - 1


def keys(person: Person) -> frozenset[str]:
    """Return the person's blocking keys, about a dozen; none for a record that says nothing.

    Names count as sets of parts, so a name written the other way round has the same keys. A date
    and its twin with day and month swapped have the same keys. 1 January is only a year.
    """
    return frozenset(
        chain(_of_name(person), _of_birth(person), _of_contact(person), _of_place(person))
    )


def hashed(found: Iterable[str], secret: bytes) -> list[int]:
    """Return the keys as sorted 63-bit integers: HMAC-SHA256 under `secret`, cut short.

    Refuses an empty secret with ValueError: without one, a list of names would open the table.
    """
    if not secret:
        raise ValueError("Blocking keys need a secret.")
    whole = (hmac.digest(secret, key.encode(), sha256) for key in found)
    return sorted({int.from_bytes(one[:_BYTES], "big") & _SIGNED_63 for one in whole})


def _sounds(person: Person) -> list[str]:
    """Return the skeletons of the name's parts, surnames first, no more than four."""
    parts = (*person.surnames, *person.given)[:MOST_PARTS]
    return list(dict.fromkeys(map(skeleton, parts)))


def _of_name(person: Person) -> Iterator[str]:
    sounds = _sounds(person)
    year = person.born.year if person.born else None
    for one, other in combinations(sorted(sounds), 2):
        yield f"nn:{one}/{other}"
        if year:
            yield f"nb:{one}/{other}/{year}"
    if year:
        for sound in sounds:
            yield f"ny:{sound}/{year}"


def _of_birth(person: Person) -> Iterator[str]:
    if person.born is None or person.born.day is None or person.born.is_first_of_january:
        if person.born and person.born.year:
            yield from _deletions(person, person.born.year)
        return
    date = person.born.either_way
    initials = "".join(sorted(part[0] for part in person.name.parts))
    for part in person.name.parts[:MOST_PARTS]:
        yield f"md:{part[-3:]}/{date.month}-{date.day}"
    if date.year is not None:
        yield f"bd:{date.year}-{date.month}-{date.day}"
        yield f"bi:{initials}/{date.year}-{date.month}-{date.day}"
        yield from _deletions(person, date.year)


def _deletions(person: Person, year: int) -> Iterator[str]:
    """Yield the last surname's skeleton and all that is left of it without one consonant."""
    if not (person.surnames and person.given):
        return
    sound = skeleton(person.surnames[-1])
    shorter = {sound[:place] + sound[place + 1 :] for place in range(len(sound))}
    for variant in {sound} | {one for one in shorter if len(one) >= _SHORTEST_DELETED}:
        yield f"nd:{variant}/{person.given[0][0]}/{year}"


def _of_contact(person: Person) -> Iterator[str]:
    for number in person.phones:
        yield f"ph:{number.e164}"
    for address in person.emails:
        yield f"em:{address.text}"
    for vehicle in person.plates:
        yield f"pl:{vehicle.text}"
        yield f"pl:{vehicle.written}"
    for paper in person.documents:
        yield f"do:{paper.text}"
        half = len(paper.text) // 2
        for part in (paper.text[:half], f"-{paper.text[half:]}") if half >= _HALF else ():
            for sound in _sounds(person):
                yield f"dn:{part}/{sound}"


def _of_place(person: Person) -> Iterator[str]:
    for place in person.postcodes:
        for sound in _sounds(person):
            yield f"ps:{place.text}/{sound}"

"""The sentences of an explanation: one for each level of each field, with the values filled in.

`{a}` and `{b}` are what the two records hold. A field missing from one record, or from both, has a
sentence of its own, because a gap counts for nothing and a reader should see it.
"""

from __future__ import annotations

from collections.abc import Iterable

from plainsight.matching.compare import FIELDS
from plainsight.matching.plates import Plate
from plainsight.matching.records import Person

NOUNS = {
    "given": "given name",
    "surname": "surname",
    "order": "order of the names",
    "born": "date of birth",
    "sex": "sex",
    "phone": "telephone number",
    "email": "e-mail address",
    "plate": "vehicle",
    "postcode": "postcode",
    "document": "document",
}
_NAMES = {
    "differs": "The {noun}s differ: {a} and {b}.",
    "alike": "The {noun}s are somewhat alike: {a} and {b}.",
    "initial": "One {noun} is only an initial, and it fits: {a} and {b}.",
    "sounds": "The {noun}s sound the same and are spelt differently: {a} and {b}.",
    "near": "The {noun}s are nearly the same: {a} and {b}.",
    "common": "The {noun} is the same, and a very common one: {a}.",
    "usual": "The {noun} is the same, and a common one: {a}.",
    "exact": "The {noun} is the same: {a}.",
}
SENTENCES: dict[str, dict[str, str]] = {
    "given": _NAMES,
    "surname": _NAMES,
    "order": {
        "crossed": "Given name and surname are the other way round in one record.",
        "as_written": "Given name and surname stand in the same order.",
    },
    "born": {
        "differs": "The dates of birth differ: {a} and {b}.",
        "near_year": "The years of birth are close, and one record knows no more: {a} and {b}.",
        "close": "The dates of birth differ in one part only: {a} and {b}.",
        "year": "Only the year of birth can be compared, and it is the same: {a} and {b}.",
        "partly": "What both records know of the date of birth is the same: {a} and {b}.",
        "swapped": "The dates of birth are the same with day and month swapped: {a} and {b}.",
        "exact": "The date of birth is the same: {a}.",
    },
    "sex": {"differs": "The recorded sex differs.", "exact": "The recorded sex is the same."},
    "phone": {
        "differs": "No telephone number is shared: {a} and {b}.",
        "exact": "They share a telephone number: {a}.",
    },
    "email": {
        "differs": "No e-mail address is shared: {a} and {b}.",
        "local": "Two e-mail addresses are the same before the @: {a} and {b}.",
        "exact": "They share an e-mail address: {a}.",
    },
    "plate": {
        "differs": "No vehicle is shared: {a} and {b}.",
        "slip": "Two number plates differ by one character: {a} and {b}.",
        "repaired": "A number plate is the same once a misreading is put right: {a} and {b}.",
        "exact": "They share a vehicle: {a}.",
    },
    "postcode": {
        "differs": "No postcode is shared: {a} and {b}.",
        "district": "They have postcodes in one district: {a} and {b}.",
        "sector": "They have postcodes in neighbouring streets: {a} and {b}.",
        "exact": "They share a postcode: {a}.",
    },
    "document": {
        "differs": "No document is the same: {a} and {b}.",
        "slip": "Two document numbers differ by one character: {a} and {b}.",
        "exact": "A document number is the same: {a}.",
    },
}
UNKNOWN_IN_ONE = "The {noun} is known in one record only."
UNKNOWN_IN_BOTH = "The {noun} is known in neither record."
NOT_COMPARED = "The {noun}: there is nothing to compare."
FIRST_OF_JANUARY = " 1 January often stands for an unknown day, so it counts as a year only."
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def sentence(field: str, level: int, a: str, b: str) -> str:
    """Return the sentence for a level of 0 or more, with the values of the two records."""
    written = SENTENCES[field][FIELDS[field][level]]
    return written.format(noun=NOUNS[field], a=a, b=b)


def values(person: Person, field: str) -> tuple[str, ...]:
    """Return what a record holds in a field, each value as a reader would write it."""
    held: dict[str, Iterable[str]] = {
        "given": (word.title() for word in person.given),
        "surname": (word.title() for word in person.surnames),
        "born": filter(None, (_date(person),)),
        "sex": filter(None, (person.sex,)),
        "phone": (one.e164 for one in person.phones),
        "email": (one.text for one in person.emails),
        "plate": (_plate(one) for one in person.plates),
        "postcode": (one.text for one in person.postcodes),
        "document": (one.text for one in person.documents),
    }
    return tuple(held.get(field, ()))


def _plate(vehicle: Plate) -> str:
    return f"{vehicle} (written {vehicle.written})" if vehicle.was_repaired else str(vehicle)


def _date(person: Person) -> str:
    born = person.born
    if born is None:
        return ""
    month = _MONTHS[born.month - 1] if born.month else ""
    day = str(born.day) if born.day else ""
    known = " ".join(filter(None, (day, month, str(born.year) if born.year else "")))
    return known if born.year else f"{known}, year unknown"

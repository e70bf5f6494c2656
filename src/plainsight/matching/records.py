"""A person as the matching sees one: normalised, frozen, and free of whose record it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from plainsight.matching.identifiers import (
    Document,
    Email,
    HalfDate,
    Phone,
    Plate,
    Postcode,
    document,
    email,
    half_date,
    phone,
    plate,
    postcode,
)
from plainsight.matching.names import Name, full_name, name
from plainsight.matching.normalise import fold

_SEXES = {"f": "f", "female": "f", "woman": "f", "girl": "f"}
_SEXES |= {"m": "m", "male": "m", "man": "m", "boy": "m"}

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Person:
    """One record of a person. What is unknown is empty; nothing in it is ever guessed.

    `given`, `surnames` and `particles` are folded words in the order written; `sex` is f, m or
    empty. Nationality is left out on purpose: the key hashes of so few values would give it away,
    and it says little of who someone is.
    """

    given: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    born: HalfDate | None = None
    sex: str = ""
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    plates: tuple[Plate, ...] = ()
    postcodes: tuple[Postcode, ...] = ()
    documents: tuple[Document, ...] = ()

    @property
    def name(self) -> Name:
        """Given names, surnames and particles as one value."""
        return Name(self.given, self.surnames, self.particles)


def person(  # noqa: PLR0913 (one argument for each field of a form)
    *,
    given: str = "",
    surname: str = "",
    written: str = "",
    born: str = "",
    sex: str = "",
    phones: Iterable[str] = (),
    emails: Iterable[str] = (),
    plates: Iterable[str] = (),
    postcodes: Iterable[str] = (),
    documents: Iterable[str] = (),
) -> Person:
    """Return the record of a person from text as it stands in a report.

    A name comes as `given` and `surname`, or whole as `written`, which is read only where the other
    two are empty. Text that its reader cannot make out is left out; never raises.
    """
    called = name(given, surname)
    if not called.parts:
        called = full_name(written)
    return Person(
        given=called.given,
        surnames=called.surnames,
        particles=called.particles,
        born=half_date(born),
        sex=_SEXES.get(fold(sex), ""),
        phones=_read(phone, phones),
        emails=_read(email, emails),
        plates=_read(plate, plates),
        postcodes=_read(postcode, postcodes),
        documents=_read(document, documents),
    )


def _read(reader: Callable[[str], _Read | None], texts: Iterable[str]) -> tuple[_Read, ...]:
    """Return what `reader` makes of the texts: each value once, in the order it came."""
    return tuple(dict.fromkeys(found for one in texts if (found := reader(one)) is not None))


def packed(one: Person) -> list[object]:
    """Return a person as lists of plain text and numbers, to be kept as JSON."""
    born = [one.born.year, one.born.month, one.born.day] if one.born else None
    return [
        one.given,
        one.surnames,
        one.particles,
        born,
        one.sex,
        [each.e164 for each in one.phones],
        [each.text for each in one.emails],
        [[each.written, each.text] for each in one.plates],
        [[each.text, each.was_repaired] for each in one.postcodes],
        [each.text for each in one.documents],
    ]


def unpacked(kept: list[Any]) -> Person:
    """Return the person that `packed` was given; raises ValueError or TypeError for other lists."""
    given, surnames, particles, born, sex, phones, emails, plates, postcodes, documents = kept
    return Person(
        tuple(given),
        tuple(surnames),
        tuple(particles),
        HalfDate(*born) if born else None,
        sex,
        tuple(map(Phone, phones)),
        tuple(map(Email, emails)),
        tuple(Plate(*each) for each in plates),
        tuple(Postcode(*each) for each in postcodes),
        tuple(map(Document, documents)),
    )

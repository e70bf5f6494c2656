"""What a reporter says, as values: the same shape in a draft and in the sealed report.

The sealed text is JSON in UTF-8. Reading is forgiving of fields that are missing or that another
version adds; what has the wrong type is refused, since anybody may seal anything to the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any
from uuid import UUID

from plainsight.intake.contact import Contact, read_contact
from plainsight.intake.packing import packed, unpacked

__all__ = [
    "FLAGS",
    "LIMITS",
    "MOST_FILES",
    "MOST_SIGNS",
    "TEXTS",
    "Answers",
    "Contact",
    "FileNote",
    "decode",
    "from_values",
    "read_contact",
    "read_note",
]

TEXTS = (
    "what",
    "address",
    "business",
    "directions",
    "when",
    "pattern",
    "exploited",
    "responsible",
    "vehicles",
    "phones",
    "adverts",
)
"""The fields of Answers that are running text, in the order in which they are asked."""

FLAGS = ("danger_now", "about_me", "under_18")
LIMITS = {
    "what": 20_000,
    "address": 500,
    "business": 300,
    "directions": 2_000,
    "when": 1_000,
    "pattern": 2_000,
    "exploited": 5_000,
    "responsible": 5_000,
    "vehicles": 1_500,
    "phones": 1_000,
    "adverts": 2_000,
    "contact": 500,
    "name": 200,
    "word": 100,
    "source": 300,
}
"""Characters that a form may take, by field; "contact" for each line of it, "word" for its short
ones, "name" for a file's.

A letter takes at most six bytes when sealed: a draft that is filled twice, the second time after
its code was used, stays below the gates' limit.
"""

MOST_FILES = 10
MOST_SIGNS = 60


@dataclass(frozen=True)
class FileNote:
    """What is known of a file: its id, the name it came with, bytes, SHA-256 in hex, media type."""

    id: UUID
    name: str
    size: int
    sha256: str
    type: str

    def as_values(self) -> dict[str, Any]:
        """Return the note as plain values that JSON can hold."""
        return {**asdict(self), "id": str(self.id)}


@dataclass(frozen=True)
class Answers:
    """A whole report. None among the flags means that the reporter did not say.

    `way` is "seen", "me", or "young" for somebody under 18 to whom it happens; `signs` are ids of
    indicators. `source` is where a report came from that the desk entered: an agency, a reference.
    """

    way: str = "seen"
    what: str = ""
    address: str = ""
    business: str = ""
    directions: str = ""
    when: str = ""
    pattern: str = ""
    exploited: str = ""
    responsible: str = ""
    vehicles: str = ""
    phones: str = ""
    adverts: str = ""
    signs: tuple[str, ...] = ()
    danger_now: bool | None = None
    about_me: bool | None = None
    under_18: bool | None = None
    contact: Contact = field(default_factory=Contact)
    files: tuple[FileNote, ...] = ()
    language: str = "en"
    is_finished: bool = True
    source: str = ""

    def as_values(self) -> dict[str, Any]:
        """Return the report as plain values that JSON can hold."""
        return {**asdict(self), "files": [note.as_values() for note in self.files]}

    def encode(self) -> bytes:
        """Return the text that is sealed."""
        return packed(self.as_values())

    @staticmethod
    def merged(earlier: Answers, later: Answers) -> Answers:
        """Return what a report is after it was taken up again: nothing that was said is lost.

        Texts are joined by a blank line, signs and files united. Flags and contact are the later
        ones where given; so is the way, which is given together with `about_me`.
        """
        texts: dict[str, Any] = {
            name: "\n\n".join(filter(None, (getattr(earlier, name), getattr(later, name))))
            for name in TEXTS
        }
        flags: dict[str, Any] = {
            name: getattr(earlier if getattr(later, name) is None else later, name)
            for name in FLAGS
        }
        return replace(
            later,
            **texts,
            **flags,
            way=earlier.way if later.about_me is None else later.way,
            signs=tuple(dict.fromkeys(earlier.signs + later.signs)),
            files=tuple({note.id: note for note in earlier.files + later.files}.values()),
            contact=earlier.contact if later.contact == Contact() else later.contact,
        )


def from_values(values: Mapping[str, Any]) -> Answers:
    """Return the answers in plain values; raises KeyError, TypeError or ValueError for others.

    The one box for the place, as the first version had it, is read as directions.
    """
    _demand(Mapping, values)
    plain = {one.name: values[one.name] for one in fields(Answers) if one.name in values}
    if "where" in values:
        plain.setdefault("directions", values["where"])
    if "contact" in plain:
        plain["contact"] = read_contact(plain["contact"])
    plain["files"] = tuple(read_note(one) for one in plain.get("files", ()))
    plain["signs"] = tuple(plain.get("signs", ()))
    read = Answers(**plain)
    _demand(
        str,
        read.way,
        read.language,
        read.source,
        *read.signs,
        *(getattr(read, name) for name in TEXTS),
    )
    _demand(bool, read.is_finished)
    _demand(bool | None, *(getattr(read, name) for name in FLAGS))
    return read


def read_note(values: Mapping[str, Any]) -> FileNote:
    """Return the note on a file; raises KeyError, TypeError or ValueError for anything else."""
    note = FileNote(
        UUID(values["id"]), values["name"], values["size"], values["sha256"], values["type"]
    )
    _demand(str, note.name, note.sha256, note.type)
    _demand(int, note.size)
    return note


def decode(text: bytes) -> Answers:
    """Return the answers in an unsealed report; raises KeyError, TypeError or ValueError."""
    return from_values(unpacked(text))


def _demand(kind: Any, *values: object) -> None:
    """Raise TypeError unless every value is of this type."""
    if not all(isinstance(value, kind) for value in values):
        raise TypeError("the answers are not of the types that intake seals")

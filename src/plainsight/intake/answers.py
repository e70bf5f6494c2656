"""What a reporter says, as values: the same shape in a draft and in the sealed report.

The sealed text is JSON in UTF-8. Reading is forgiving of fields that a later version adds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

LIMITS = {"what": 20_000, "where": 2_000, "when": 1_000, "contact": 500, "name": 200}
"""Characters that a form may take, by field. Together they stay far below the gates' limit."""

MOST_FILES = 5


@dataclass(frozen=True)
class Contact:
    """A safe way to reach the reporter: how, where, and when or how it is safe."""

    how: str = ""
    value: str = ""
    safe: str = ""


@dataclass(frozen=True)
class FileNote:
    """What is known of a file: its id, the name it came with, bytes, SHA-256 in hex, media type."""

    id: UUID
    name: str
    size: int
    sha256: str
    type: str


@dataclass(frozen=True)
class Answers:
    """A whole report. None among the flags means that the reporter did not say."""

    what: str = ""
    where: str = ""
    when: str = ""
    danger_now: bool | None = None
    about_me: bool | None = None
    under_18: bool | None = None
    contact: Contact = field(default_factory=Contact)
    files: tuple[FileNote, ...] = ()
    language: str = "en"

    def as_values(self) -> dict[str, Any]:
        """Return the report as plain values that JSON can hold."""
        return {
            **asdict(self),
            "files": [{**asdict(note), "id": str(note.id)} for note in self.files],
        }

    def encode(self) -> bytes:
        """Return the text that is sealed."""
        return packed(self.as_values())


def from_values(values: Mapping[str, Any]) -> Answers:
    """Return the answers in plain values; raises KeyError or TypeError for another shape."""
    plain = {
        name: values[name]
        for name in ("what", "where", "when", "danger_now", "about_me", "under_18", "language")
    }
    contact = values["contact"]
    return Answers(
        **plain,
        contact=Contact(contact["how"], contact["value"], contact["safe"]),
        files=tuple(
            FileNote(UUID(one["id"]), one["name"], one["size"], one["sha256"], one["type"])
            for one in values["files"]
        ),
    )


def decode(text: bytes) -> Answers:
    """Return the answers in an unsealed report; raises KeyError, TypeError or ValueError."""
    return from_values(json.loads(text))


def packed(values: Mapping[str, Any]) -> bytes:
    """Return values as compact JSON in UTF-8; a lone surrogate from a broken form is replaced."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")

"""A message's seal: what is said, as JSON under the conversation's key, bound to author and place.

Besides plain text a reporter may ask for the report to be withdrawn, change how they can be
reached, or add a file; in a chat there are prepared phrases with their answers, and the word at
which the visitor wants silence. Which of these it is stands inside the seal.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal
from uuid import UUID

from plainsight.intake.answers import Contact, FileNote, read_contact, read_note
from plainsight.intake.packing import packed, unpacked
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen

Author = Literal["reporter", "desk", "interpreter"]
Kind = Literal["text", "withdraw", "contact", "file", "phrase", "stopword"]
KINDS: tuple[Kind, ...] = ("text", "withdraw", "contact", "file", "phrase", "stopword")

LONGEST = 10_000
"""Characters that a form may take for one message."""

_PLAIN, _SAID = 1, 2
"""Versions of what is sealed: text in UTF-8, as the first version wrote it, and JSON."""


@dataclass(frozen=True)
class Said:
    """One message: its kind, its words, and the contact or the file that it is about.

    A phrase has its code and the language of `text`; what it says in English is looked up.
    """

    kind: Kind
    text: str = ""
    contact: Contact | None = None
    file: FileNote | None = None
    phrase: str = ""
    language: str = ""

    def encode(self) -> bytes:
        """Return the text that is sealed."""
        values: dict[str, Any] = {"kind": self.kind, "text": self.text}
        if self.contact is not None:
            values["contact"] = asdict(self.contact)
        if self.file is not None:
            values["file"] = self.file.as_values()
        if self.phrase:
            values |= {"phrase": self.phrase, "language": self.language}
        return packed(values)


def seal_message(
    key: bytes, conversation: UUID, author: Author, client_id: UUID, said: Said
) -> bytes:
    """Seal one message under its conversation's key."""
    return box.seal(key, said.encode(), _context(conversation, author, client_id, _SAID))


def unseal_message(
    key: bytes, conversation: UUID, author: Author, client_id: UUID, sealed: bytes | memoryview
) -> Said:
    """Open what `seal_message` made; raises vault.errors.CannotOpen for anything else."""
    sealed = bytes(sealed)
    try:
        opened = box.unseal(key, sealed, _context(conversation, author, client_id, _SAID))
    except CannotOpen:
        plain = box.unseal(key, sealed, _context(conversation, author, client_id, _PLAIN))
        return Said("text", plain.decode("utf-8", "replace"))
    try:
        return _read(unpacked(opened))
    except (KeyError, TypeError, ValueError):
        raise CannotOpen("the message is not in the form that intake seals") from None


def _read(values: dict[str, Any]) -> Said:
    kind, text = values["kind"], values.get("text", "")
    phrase, language = values.get("phrase", ""), values.get("language", "")
    if kind not in KINDS or not all(isinstance(one, str) for one in (text, phrase, language)):
        raise ValueError("no kind of message")
    contact = read_contact(values["contact"]) if kind == "contact" else None
    file = read_note(values["file"]) if kind == "file" else None
    return Said(kind, text, contact, file, phrase, language)


def _context(conversation: UUID, author: Author, client_id: UUID, version: int) -> Context:
    return Context("conversation", conversation, f"message:{author}:{client_id}", version)

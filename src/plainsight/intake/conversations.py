"""Coming back: what the holder of a return code may do, and no more.

They read what they have not read yet and write; the report stays shut to them, and so does what
they wrote themselves. Whoever finds the code finds no more than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from plainsight.intake import drafts, gates, returncodes
from plainsight.intake.answers import Contact, FileNote
from plainsight.intake.draft import Draft
from plainsight.intake.draft import file_key as key_of_file
from plainsight.intake.errors import CodeUnknown, TooManyFiles
from plainsight.intake.messages import Said, seal_message, unseal_message
from plainsight.intake.visits import Visit, resume
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen

__all__ = [
    "Received",
    "Visit",
    "acknowledge",
    "answer",
    "attach",
    "change_contact",
    "destroy",
    "file_key",
    "open_by_code",
    "resume",
    "unread",
    "withdraw",
]

_NOBODY = UUID(int=0)
_NOTHING = bytes([1]) + bytes(28 + 256)


@dataclass(frozen=True)
class Received:
    """One message from the desk, as the reporter reads it."""

    seq: int
    text: str
    sent_at: datetime
    is_kept: bool


def open_by_code(typed: str) -> Visit | Draft | None:
    """Return a visit to the conversation of a code, the open draft that it was kept for, or None.

    A draft is to be gone on with: set its cookie. It shows nothing of what was written before.
    What cannot be a code, what is unknown and what was destroyed take the same steps as what
    opens: one statement, one derived key, one seal tried. Raises NotNow.
    """
    code = returncodes.parse(typed) or returncodes.new_code()
    locator = returncodes.locator(code, settings.CODE_KEY)
    found = gates.rows("by_code", locator)
    kind, record, wrap = found[0] if found else ("conversation", _NOBODY, _NOTHING)
    key = returncodes.wrapping_key(code, settings.CODE_KEY, record)
    try:
        opened = box.unseal(key, wrap, Context(kind, record, "code"))
    except CannotOpen:
        return None
    return drafts.take_up(opened) if kind == "draft" else Visit(locator, record, opened)


def unread(visit: Visit) -> list[Received]:
    """Return the desk's messages that are not read yet or were kept, oldest first."""
    return [
        Received(
            seq,
            unseal_message(visit.key, visit.conversation, "desk", client, body).text,
            sent_at,
            kept,
        )
        for seq, client, body, sent_at, kept in gates.rows("unread_messages", visit.locator)
    ]


def acknowledge(visit: Visit, *, up_to: int, keep: bool = False) -> None:
    """Mark the messages up to a number as read: gone from the next visit, unless they are kept.

    Call it when the person answers, says that they have read, or leaves; not when a page was
    merely sent, since the line may have been cut. Raises CodeUnknown or NotNow.
    """
    if not gates.value("acknowledge_messages", visit.locator, up_to, keep):
        raise CodeUnknown


def answer(visit: Visit, *, client_id: UUID, text: str) -> int:
    """Send the reporter's message and return its number; the same client id is one message.

    Raises CodeUnknown when the code was destroyed meanwhile, or NotNow.
    """
    return _post(visit, client_id, Said("text", text))


def withdraw(visit: Visit, *, client_id: UUID, text: str = "") -> int:
    """Ask the desk to withdraw the report, in words or without; as `answer` otherwise."""
    return _post(visit, client_id, Said("withdraw", text))


def change_contact(visit: Visit, *, client_id: UUID, contact: Contact) -> int:
    """Tell the desk how the reporter can be reached from now on; as `answer` otherwise."""
    return _post(visit, client_id, Said("contact", contact=contact))


def attach(visit: Visit, *, client_id: UUID, note: FileNote, text: str = "") -> int:
    """Send a file that is already sealed under `file_key`; as `answer` otherwise.

    Raises TooManyFiles besides. When it raises, the caller deletes the sealed file.
    """
    body = _sealed(visit, client_id, Said("file", text, file=note))
    outcome, seq = gates.rows(
        "post_file", visit.locator, client_id, body, note.id, drafts.size_class(note.size)
    )[0]
    if outcome == "full":
        raise TooManyFiles
    return _number(seq)


def file_key(visit: Visit, file: UUID) -> bytes:
    """Return the key under which a file of the conversation is sealed."""
    return key_of_file(visit.key, file)


def destroy(visit: Visit) -> None:
    """Destroy the code: nobody comes back by it. Safe to repeat. Raises NotNow."""
    gates.rows("destroy_code", visit.locator)


def _post(visit: Visit, client_id: UUID, said: Said) -> int:
    body = _sealed(visit, client_id, said)
    return _number(gates.value("post_message", visit.locator, client_id, body))


def _sealed(visit: Visit, client_id: UUID, said: Said) -> bytes:
    return seal_message(visit.key, visit.conversation, "reporter", client_id, said)


def _number(seq: int | None) -> int:
    if seq is None:
        raise CodeUnknown
    return seq

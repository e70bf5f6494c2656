"""Coming back: what the holder of a return code may do, and no more.

They read what they have not read yet and write; the report stays shut to them, and so does what
they wrote themselves. Whoever finds the code finds no more than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from plainsight.intake import gates, returncodes
from plainsight.intake.errors import CodeUnknown
from plainsight.intake.messages import seal_message, unseal_message
from plainsight.intake.visits import Visit, resume
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen

__all__ = [
    "Received",
    "Visit",
    "acknowledge",
    "answer",
    "destroy",
    "open_by_code",
    "resume",
    "unread",
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


def open_by_code(typed: str) -> Visit | None:
    """Return a visit to the conversation of a code, or None.

    What cannot be a code, what is unknown and what was destroyed take the same steps: one
    statement, one derived key, one seal tried. Raises NotNow when the database is away.
    """
    code = returncodes.parse(typed) or returncodes.new_code()
    locator = returncodes.locator(code, settings.CODE_KEY)
    found = gates.rows("conversation_by_code", locator)
    conversation, wrap = found[0] if found else (_NOBODY, _NOTHING)
    key = returncodes.wrapping_key(code, settings.CODE_KEY, conversation)
    try:
        opened = box.unseal(key, wrap, Context("conversation", conversation, "code"))
    except CannotOpen:
        return None
    return Visit(locator, conversation, opened)


def unread(visit: Visit) -> list[Received]:
    """Return the desk's messages that are not read yet or were kept, oldest first."""
    return [
        Received(
            seq, unseal_message(visit.key, visit.conversation, "desk", client, body), sent_at, kept
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
    body = seal_message(visit.key, visit.conversation, "reporter", client_id, text)
    seq: int | None = gates.value("post_message", visit.locator, client_id, body)
    if seq is None:
        raise CodeUnknown
    return seq


def destroy(visit: Visit) -> None:
    """Destroy the code: nobody comes back by it. Safe to repeat. Raises NotNow."""
    gates.rows("destroy_code", visit.locator)

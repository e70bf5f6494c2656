"""What a visitor does in a chat, and an interpreter: read on, say, leave, end.

Every call is safe to repeat. All raise NotNow when the database is away; nothing is lost by it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from plainsight.chat.visiting import ChatVisit
from plainsight.intake import drafts, gates
from plainsight.intake.answers import FileNote
from plainsight.intake.messages import Author, Said, seal_message, unseal_message
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen


@dataclass(frozen=True)
class Stands:
    """How a chat stands. `state` is waiting, open, paused or ended; `ended_by` says by whom.

    While it waits: how many are `ahead`, and the likely wait in minutes if it is known. `slow_s`
    seconds lie between two messages; `is_stilled`: the operator takes none for the moment.
    """

    conversation: UUID
    party: str
    state: str
    last_seq: int
    ahead: int | None
    minutes: int | None
    slow_s: int
    is_stilled: bool
    ended_by: str
    is_due: bool
    is_report: bool
    unsent: bytes | None
    from_seq: int


@dataclass(frozen=True)
class Row:
    """One row of the log: an `event`, or what somebody `said`; None when its seal is broken."""

    seq: int
    author: str
    event: str
    said: Said | None
    sent_at: datetime


@dataclass(frozen=True)
class Outcome:
    """What became of a message: said (with its number), slow or stilled (wait), ended, unknown.

    A file may also find the chat full.
    """

    name: str
    seq: int | None = None
    wait_s: int = 0


def stands(visit: ChatVisit) -> Stands | None:
    """Return how the chat stands; who asks is seen to be there. None: there is no such chat."""
    found = gates.rows("chat_stands", visit.locator)
    return Stands(*found[0]) if found else None


def rows(visit: ChatVisit, *, after: int) -> list[Row]:
    """Return the rows after a number, as far as this visit may see, at most 500."""
    found = gates.rows("chat_rows", visit.locator, max(after, visit.from_seq))
    return [
        Row(seq, author, event, _opened(visit, author, client, body), sent_at)
        for seq, author, client, body, event, sent_at in found
    ]


def say(visit: ChatVisit, *, client_id: UUID, said: Said) -> Outcome:
    """Add a message; the same client id again is the same message."""
    body = seal_message(visit.key, visit.conversation, visit.party, client_id, said)
    name, seq, wait_s = gates.rows("chat_say", visit.locator, client_id, body)[0]
    return Outcome(name, seq, wait_s or 0)


def attach(visit: ChatVisit, *, client_id: UUID, note: FileNote) -> Outcome:
    """Say that a file was added, sealed under the conversation's key for it; as `say`, or full.

    The caller deletes the sealed file when it was not taken.
    """
    said = Said("file", file=note)
    body = seal_message(visit.key, visit.conversation, visit.party, client_id, said)
    size = drafts.size_class(note.size)
    name, seq, wait_s = gates.rows("chat_file", visit.locator, client_id, body, note.id, size)[0]
    return Outcome(name, seq, wait_s or 0)


def is_stop(visit: ChatVisit, text: str) -> bool:
    """Say whether a text is the stop word, whatever its case, spaces and marks."""
    return bool(visit.stop_word) and _plain(text) == _plain(visit.stop_word)


def keep_unsent(visit: ChatVisit, text: str) -> None:
    """Keep what is typed and not sent, sealed; an empty text forgets it."""
    sealed = box.seal(visit.key, text.encode("utf-8", "replace"), _unsent(visit)) if text else None
    gates.rows("keep_unsent", visit.locator, sealed)


def unsent(visit: ChatVisit, stands: Stands) -> str:
    """Return what was typed and not sent."""
    if not stands.unsent:
        return ""
    try:
        return box.unseal(visit.key, bytes(stands.unsent), _unsent(visit)).decode()
    except CannotOpen:
        return ""


def leave(visit: ChatVisit) -> None:
    """Note that this party is gone without a word; a visitor's place is kept for a while."""
    gates.rows("leave_chat", visit.locator)


def end(visit: ChatVisit, *, is_stop: bool = False) -> None:
    """End the chat, by the visitor's wish or by their stop word."""
    gates.rows("visitor_ends", visit.locator, is_stop)


def make_report(visit: ChatVisit) -> str:
    """Make a report of what was said, and end the chat; return the report's reference."""
    return str(gates.value("visitor_reports", visit.locator))


def _opened(visit: ChatVisit, author: str, client: UUID, body: bytes) -> Said | None:
    if author == "system":
        return None
    try:
        return unseal_message(visit.key, visit.conversation, cast("Author", author), client, body)
    except CannotOpen:
        return None


def _unsent(visit: ChatVisit) -> Context:
    return Context("conversation", visit.conversation, "unsent")


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())

"""Notes of the desk: sealed under the conversation's key, and never in the visitor's log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from plainsight.chat.models import Chat, Note
from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.operators.queries import names_of
from plainsight.operators.services.finding import Acting
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.unlocked import Unlocked


@dataclass(frozen=True)
class ReadNote:
    """A note, opened."""

    kind: str
    by: str
    at: datetime
    text: str


@transaction.atomic
def note(acting: Acting, *, unlocked: Unlocked, text: str) -> None:
    """Keep a note. Raises NotVisible, NotAllowed and what the vault raises."""
    acting.found("chat.speak", is_own=False)
    add_note(acting, unlocked, Note.Kind.NOTE, text)
    acting.log("chat.noted")


def add_note(acting: Acting, unlocked: Unlocked, kind: str, text: str) -> None:
    """Seal a note to the conversation and tell the pages that show it; its caller logs the act."""
    key, note_id = unlocked.record_key("conversation", acting.chat_id), new_id()
    sealed = box.seal(key, text.encode(), _context(acting.chat_id, note_id))
    Note.objects.create(
        id=note_id,
        chat_id=acting.chat_id,
        kind=kind,
        officer=acting.officer.id,
        body=sealed,
        at=now(),
    )
    Chat.objects.filter(conversation=acting.chat_id).update(notes=F("notes") + 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('plainsight_chat', %s)", [str(acting.chat_id)])


def read_notes(chat: UUID, key: bytes) -> Iterator[ReadNote]:
    """Give the notes in order; its caller has asked the access rule and logs the reading."""
    found = list(Note.objects.filter(chat=chat))
    names = names_of({one.officer for one in found})
    for one in found:
        text = box.unseal(key, one.body, _context(chat, one.id)).decode()
        yield ReadNote(one.kind, names.get(one.officer, ""), one.at, text)


def _context(chat: UUID, note_id: UUID) -> Context:
    return Context("conversation", chat, f"note:{note_id}")

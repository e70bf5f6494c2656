"""Reading a chat and writing in it, as its operator or as a supervisor who looks on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.chat.models import Chat
from plainsight.codes.phrases import phrase_of, wording
from plainsight.core.clock import now
from plainsight.intake import gates
from plainsight.intake.messages import Author, Said, seal_message, unseal_message
from plainsight.intake.models import Message
from plainsight.intake.queries import messages
from plainsight.intake.services import mark_replies_read
from plainsight.operators.services.finding import Acting, demand_living
from plainsight.operators.services.noting import ReadNote, read_notes
from plainsight.operators.services.taking import still_there
from plainsight.people.errors import NotNow
from plainsight.vault.unlocked import Unlocked


@dataclass(frozen=True)
class Line:
    """One row of the log as an operator reads it: an event, or words and their English."""

    seq: int
    author: str
    event: str
    kind: str
    text: str
    english: str
    language: str
    sent_at: datetime


@dataclass(frozen=True)
class OpenedChat:
    """A chat as its reader sees it. `last` is the last row's number."""

    chat: Chat
    lines: tuple[Line, ...]
    notes: tuple[ReadNote, ...]
    last: int
    is_mine: bool
    reference: str

    @property
    def is_stopped(self) -> bool:
        """Whether the visitor typed the stop word."""
        return self.chat.ended_by == "stop"


@transaction.atomic
def open_chat(acting: Acting, *, unlocked: Unlocked, after: int = 0) -> OpenedChat:
    """Unseal the log after a number, with the notes; a first look (after 0) is logged.

    The operator's own look keeps their line alive, and takes up a chat that was paused by its
    loss. Raises NotVisible, NotAllowed and what the vault raises.
    """
    chat = acting.found("chat.list", is_own=False)
    is_mine = chat.operator == acting.officer.id
    if not is_mine:
        acting.found("chat.accept" if chat.operator is None else "chat.supervise", is_own=False)
    key = unlocked.record_key("conversation", acting.chat_id)
    if is_mine and chat.state != Chat.State.ENDED:
        _be_present(acting, chat)
    found = list(messages(acting.chat_id).filter(seq__gt=after))
    lines = tuple(_line(key, acting.chat_id, one) for one in found)
    if is_mine and any(one.author in {"reporter", "interpreter"} for one in lines):
        mark_replies_read(conversation=acting.chat_id, up_to=lines[-1].seq)
    if not after:
        acting.log("chat.read", rows=len(lines))
    report = chat.conversation.report
    return OpenedChat(
        chat=chat,
        lines=lines,
        notes=tuple(read_notes(acting.chat_id, key)),
        last=lines[-1].seq if lines else after,
        is_mine=is_mine,
        reference=report.reference if report else "",
    )


@transaction.atomic
def say(acting: Acting, *, unlocked: Unlocked, client_id: UUID, said: Said) -> int:
    """Write in one's own chat; the same client id again is the same message.

    Raises NotVisible, NotAllowed and what the vault raises; NotNow when the chat is over or not
    theirs, and nothing was sent.
    """
    chat = acting.found("chat.speak")
    demand_living(chat)
    if chat.state == Chat.State.PAUSED:
        _be_present(acting, chat)
    key = unlocked.record_key("conversation", acting.chat_id)
    body = seal_message(key, acting.chat_id, "desk", client_id, said)
    seq = gates.value("chat_operator_says", acting.chat_id, acting.officer.id, client_id, body)
    if seq is None:
        raise NotNow(_("This chat is not open. Nothing was sent."))
    acting.log("chat.said", row=seq)
    return int(seq)


def phrase(code: str, language: str) -> Said:
    """Return a prepared phrase as it is said in a language; raises NotNow for one there is not."""
    found, said = phrase_of(code), wording(code, language)
    if found is None or found.is_answer or said is None:
        raise NotNow(_("There is no such phrase in that language. Write it in words."))
    return Said("phrase", said.text, phrase=code, language=language)


def _be_present(acting: Acting, chat: Chat) -> None:
    still_there(acting.officer)
    rows = Chat.objects.filter(conversation=chat.conversation_id)
    if chat.state == Chat.State.PAUSED and chat.offered_to is None and chat.operator_seen_at:
        rows.update(state=Chat.State.OPEN, operator_seen_at=now())
        acting.happened("resumed")
    elif chat.state == Chat.State.OPEN:
        rows.update(operator_seen_at=now())


def _line(key: bytes, conversation: UUID, one: Message) -> Line:
    if one.author == "system":
        return Line(one.seq, one.author, one.event, "event", "", "", "", one.sent_at)
    author = cast("Author", one.author)
    said = unseal_message(key, conversation, author, one.client_id, one.body)
    known = phrase_of(said.phrase) if said.phrase else None
    english = known.english if known and said.language != "en" else ""
    text = said.text or (said.file.name if said.file else "")
    return Line(one.seq, one.author, "", said.kind, text, english, said.language, one.sent_at)

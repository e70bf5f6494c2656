"""Opening a report: unsealed for one officer, and logged as theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from plainsight.audit.services import Actor, Subject, record
from plainsight.intake.answers import Answers
from plainsight.intake.messages import Author, unseal_message
from plainsight.intake.models import Conversation, Message, Report
from plainsight.intake.queries import conversation as conversation_of
from plainsight.intake.queries import messages as messages_of
from plainsight.intake.services import mark_opened, mark_replies_read
from plainsight.people.access import demand
from plainsight.people.models import Officer
from plainsight.triage.queries import report_for
from plainsight.triage.services.reading import report_key, unsealed
from plainsight.vault.unlocked import Unlocked

FLAGS = ("danger_now", "under_18", "about_me")


@dataclass(frozen=True)
class Written:
    """One message of the conversation; `is_new` for a reply that nobody had read before."""

    seq: int
    author: str
    text: str
    sent_at: datetime
    is_new: bool


@dataclass(frozen=True)
class OpenedReport:
    """A report as its reader sees it, with the conversation in order."""

    report: Report
    account: Answers
    conversation: Conversation
    messages: tuple[Written, ...]
    is_first_opening: bool

    @property
    def can_be_asked(self) -> bool:
        """Whether the reporter has a code to come back with."""
        return self.conversation.state == "open"

    @property
    def has_other_flags(self) -> bool:
        """Whether a flag outside the seal says otherwise than the reporter did: tampering."""
        return any(getattr(self.report, name) != getattr(self.account, name) for name in FLAGS)


@transaction.atomic
def open_report(*, officer: Officer, unlocked: Unlocked, report_id: UUID) -> OpenedReport:
    """Unseal a report and its conversation, and log that this officer consulted them.

    The first opening takes the report out of the unopened; the replies count as read.
    Raises NotVisible, NotAllowed, and vault.errors' Erased, CannotOpen and NotAdmitted.
    """
    report = report_for(officer, report_id)
    demand(officer, "report.read", report)
    account = unsealed(report, report_key(unlocked, report))
    conversation = conversation_of(report.id)
    written = _written(unlocked, conversation)
    is_first = mark_opened(report=report.id)
    if any(one.is_new for one in written):
        mark_replies_read(conversation=conversation.id, up_to=written[-1].seq)
    record(
        Actor("officer", officer.id),
        "report.opened" if is_first else "report.read",
        subject=Subject("report", report.id),
        detail={"messages": len(written)},
    )
    return OpenedReport(report, account, conversation, written, is_first)


def _written(unlocked: Unlocked, conversation: Conversation) -> tuple[Written, ...]:
    sealed = list(messages_of(conversation.id))
    if not sealed:
        return ()
    key = unlocked.record_key("conversation", conversation.id)
    return tuple(
        Written(
            seq=one.seq,
            author=one.author,
            text=unseal_message(key, conversation.id, _author(one), one.client_id, one.body),
            sent_at=one.sent_at,
            is_new=one.author == "reporter" and one.read_at is None,
        )
        for one in sealed
    )


def _author(message: Message) -> Author:
    return "desk" if message.author == Message.Author.DESK else "reporter"

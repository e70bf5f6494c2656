"""Opening a report: unsealed for one officer, and logged as theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from plainsight.audit.services import Actor, Subject, record
from plainsight.files.viewing import can_be_copied
from plainsight.intake.answers import Answers, Contact, FileNote
from plainsight.intake.messages import Kind
from plainsight.intake.models import Conversation, Report
from plainsight.intake.queries import conversation as conversation_of
from plainsight.intake.services import mark_opened, mark_replies_read
from plainsight.people.access import can, demand
from plainsight.people.models import Officer
from plainsight.triage.models import Standing
from plainsight.triage.queries import locks, report_for
from plainsight.triage.services.entries import ReadEntry, read_entries
from plainsight.triage.services.finding import notes_and_keys
from plainsight.triage.services.lock_file import reason_of
from plainsight.triage.services.reading import report_key, said_in, unsealed
from plainsight.vault.unlocked import Unlocked

FLAGS = ("danger_now", "under_18", "about_me")


@dataclass(frozen=True)
class Written:
    """One message of the conversation; `is_new` for a reply that nobody had read before.

    Of a changed contact or an added file it tells no more than that: both are shown elsewhere,
    behind their own locks.
    """

    seq: int
    author: str
    kind: Kind
    text: str
    sent_at: datetime
    is_new: bool


@dataclass(frozen=True)
class ListedFile:
    """A file on the page; `note` is None when it is locked and not for this reader's eyes."""

    id: UUID
    number: int
    note: FileNote | None
    is_locked: bool
    reason: str = ""

    @property
    def can_be_copied(self) -> bool:
        """Whether a viewing copy may be asked for."""
        return self.note is not None and not self.is_locked and can_be_copied(self.note.type)


@dataclass(frozen=True)
class OpenedReport:
    """A report as its reader sees it, with the conversation and the files in order."""

    report: Report
    standing: Standing
    account: Answers
    conversation: Conversation
    messages: tuple[Written, ...]
    files: tuple[ListedFile, ...]
    contact: Contact
    entries: tuple[ReadEntry, ...]
    is_first_opening: bool

    @property
    def can_be_asked(self) -> bool:
        """Whether the reporter has a code to come back with."""
        return self.conversation.state == "open"

    @property
    def has_contact(self) -> bool:
        """Whether the reporter left a way to be reached."""
        return bool(self.contact.value)

    @property
    def is_contact_changed(self) -> bool:
        """Whether it is another way than the report's own."""
        return any(one.kind == "contact" for one in self.messages)

    @property
    def has_other_flags(self) -> bool:
        """Whether a flag outside the seal says otherwise than the reporter did: tampering."""
        return any(getattr(self.report, name) != getattr(self.account, name) for name in FLAGS)

    @property
    def is_withdrawal_asked(self) -> bool:
        """Whether the reporter has asked for the report to be withdrawn."""
        return any(one.kind == "withdraw" for one in self.messages)


@transaction.atomic
def open_report(*, officer: Officer, unlocked: Unlocked, report_id: UUID) -> OpenedReport:
    """Unseal a report and its conversation, and log that this officer consulted them.

    The first opening takes the report out of the unopened; the replies count as read.
    Raises NotVisible, NotAllowed, and vault.errors' Erased, CannotOpen and NotAdmitted.
    """
    report = report_for(officer, report_id)
    demand(officer, "report.read", report)
    key = report_key(unlocked, report)
    account = unsealed(report, key)
    conversation = conversation_of(report.id)
    written, contact = _written(unlocked, conversation, account.contact)
    files = _listed(officer, unlocked, report)
    is_first = mark_opened(report=report.id)
    if any(one.is_new for one in written):
        mark_replies_read(conversation=conversation.id, up_to=written[-1].seq)
    record(
        Actor("officer", officer.id),
        "report.opened" if is_first else "report.read",
        subject=Subject("report", report.id),
        detail={"messages": len(written)},
    )
    standing = Standing.objects.select_related("assigned_to").get(report=report)
    return OpenedReport(
        report=report,
        standing=standing,
        account=account,
        conversation=conversation,
        messages=written,
        files=files,
        contact=contact,
        entries=tuple(read_entries(report, key)),
        is_first_opening=is_first,
    )


def _written(
    unlocked: Unlocked, conversation: Conversation, first: Contact
) -> tuple[tuple[Written, ...], Contact]:
    """Return the messages, and the contact that was given last."""
    if not conversation.last_seq:
        return (), first
    written, contact = [], first
    key = unlocked.record_key("conversation", conversation.id)
    for one, said in said_in(key, conversation):
        is_new = one.author == "reporter" and one.read_at is None
        written.append(Written(one.seq, one.author, said.kind, said.text, one.sent_at, is_new))
        contact = said.contact or contact
    return tuple(written), contact


def _listed(officer: Officer, unlocked: Unlocked, report: Report) -> tuple[ListedFile, ...]:
    locked = locks(report.id)
    may_look = bool(locked) and bool(can(officer, "file.locked_read", report))
    listed = []
    for number, (note, _key) in enumerate(notes_and_keys(unlocked, report), 1):
        lock = locked.get(note.id)
        seen = note if lock is None or may_look else None
        reason = ""
        if lock is not None and may_look:
            reason = reason_of(officer=officer, unlocked=unlocked, lock=lock)
        listed.append(ListedFile(note.id, number, seen, lock is not None, reason))
    return tuple(listed)

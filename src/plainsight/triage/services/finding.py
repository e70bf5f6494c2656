"""The files of a report, wherever they came: with it or later. Its callers ask and log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.files import store
from plainsight.intake.answers import FileNote
from plainsight.intake.draft import file_key
from plainsight.intake.models import Conversation, Report
from plainsight.intake.queries import attachments, attachments_of_conversation
from plainsight.intake.queries import conversation as conversation_of
from plainsight.people.access import can, demand
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Officer
from plainsight.triage.queries import locks, report_for
from plainsight.triage.services.reading import conversation_notes, report_key, unsealed
from plainsight.vault.stream import FileOpener
from plainsight.vault.unlocked import Unlocked


class FileLocked(NotNow):
    """The file may show child abuse; this officer is not one who may look."""


@dataclass(frozen=True, repr=False)
class Asking:
    """Who asks for which file of which report, with which open key."""

    officer: Officer
    unlocked: Unlocked
    report_id: UUID
    file_id: UUID


@dataclass(frozen=True, repr=False)
class FoundFile:
    """A file as the report or a message tells of it, its key, and its place (from 1)."""

    report: Report
    note: FileNote
    key: bytes
    number: int

    def opened(self) -> list[bytes]:
        """Return the whole file in pieces. Raises NoSuchFile and CannotOpen."""
        return list(FileOpener(self.key, self.note.id).opened(store.read(self.note.id)))


def find_file(asking: Asking, action: str) -> FoundFile:
    """Return a file that the officer may do this action with.

    "file.copy" and "report.download" stop at a locked file; there the original alone is given,
    to those who have "file.locked_read". Raises FileLocked, NotAllowed, NotVisible also for a
    file that is not the report's, and what opening a report raises.
    """
    report = report_for(asking.officer, asking.report_id)
    if asking.file_id in locks(report.id) and action in {"file.copy", "report.download"}:
        if action == "file.copy" or not can(asking.officer, "file.locked_read", report):
            raise FileLocked(
                _("This file is locked: it may show child abuse. No copy or download is made.")
            )
        action = "file.locked_read"
    demand(asking.officer, action, report)
    for number, (note, key) in enumerate(notes_and_keys(asking.unlocked, report), 1):
        if note.id == asking.file_id:
            return FoundFile(report, note, key, number)
    raise NotVisible(_("There is no such file."))


def may_still(asking: Asking, action: str) -> Callable[[], bool]:
    """Return what a long act asks again and again: whether it is still allowed."""

    def ask() -> bool:
        try:
            report = report_for(asking.officer, asking.report_id)
        except NotVisible:
            return False
        if asking.file_id in locks(report.id):
            wanted = "file.locked_read" if action == "report.download" else ""
            return bool(wanted and can(asking.officer, wanted, report))
        return bool(can(asking.officer, action, report))

    return ask


def notes_and_keys(unlocked: Unlocked, report: Report) -> list[tuple[FileNote, bytes]]:
    """Return what is said of each file and its key: those of the report, then the later ones.

    A file without a row is not given: whoever seals a report may write any note into it.
    """
    key = report_key(unlocked, report)
    known = set(attachments(report.id).values_list("id", flat=True))
    found = [
        (note, file_key(key, note.id)) for note in unsealed(report, key).files if note.id in known
    ]
    return found + _later(unlocked, conversation_of(report.id))


@transaction.atomic
def note_done(asking: Asking, action: str, verb: str, **detail: str) -> None:
    """Log an act with a file, if it is allowed even now. Raises as `find_file` does."""
    if not may_still(asking, action)():
        raise NotAllowed(_("The file was locked, or taken out of your reach, meanwhile."))
    subject = Subject("report", asking.report_id)
    detail = {"file": str(asking.file_id), **detail}
    record(Actor("officer", asking.officer.id), verb, subject=subject, detail=detail)


def _later(unlocked: Unlocked, conversation: Conversation) -> list[tuple[FileNote, bytes]]:
    known = set(attachments_of_conversation(conversation.id).values_list("id", flat=True))
    if not known:
        return []
    key = unlocked.record_key("conversation", conversation.id)
    notes = conversation_notes(key, conversation)
    return [(note, file_key(key, note.id)) for note in notes if note.id in known]

"""Taking the original of a file out of a report."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.intake.answers import FileNote
from plainsight.intake.draft import file_key
from plainsight.intake.queries import attachments
from plainsight.people.access import demand
from plainsight.people.errors import NotVisible
from plainsight.people.models import Officer
from plainsight.triage.queries import report_for
from plainsight.triage.services.reading import report_key, unsealed
from plainsight.vault.unlocked import Unlocked


@dataclass(frozen=True, repr=False)
class TakenFile:
    """A file that an officer may take: what the report says of it, its key, its place (from 1)."""

    note: FileNote
    key: bytes
    number: int


@transaction.atomic
def take_file(*, officer: Officer, unlocked: Unlocked, report_id: UUID, file_id: UUID) -> TakenFile:
    """Return what opens a file of a report, and log that this officer took it.

    Raises NotVisible also for a file that is not the report's, NotAllowed, and as `open_report`.
    """
    report = report_for(officer, report_id)
    demand(officer, "report.download", report)
    key = report_key(unlocked, report)
    files = unsealed(report, key).files
    number = next((at for at, one in enumerate(files, 1) if one.id == file_id), None)
    if number is None or not attachments(report.id).filter(id=file_id).exists():
        raise NotVisible(_("There is no such file."))
    record(
        Actor("officer", officer.id),
        "report.file_taken",
        subject=Subject("report", report.id),
        detail={"file": str(file_id)},
    )
    return TakenFile(files[number - 1], file_key(key, file_id), number)

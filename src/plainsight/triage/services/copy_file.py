"""Making a viewing copy of a file: for one officer, for one look, kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from plainsight.files.refusal import CopyRefused
from plainsight.files.scan import Verdict, scan
from plainsight.files.viewing import ViewingCopy, viewing_copy
from plainsight.people.models import Officer
from plainsight.triage.services.finding import Asking, find_file, may_still, note_done
from plainsight.vault.unlocked import Unlocked


@dataclass(frozen=True, repr=False)
class CopiedFile:
    """A viewing copy, with the report's reference and the file's place in it (from 1)."""

    copy: ViewingCopy
    reference: str
    number: int


def copy_file(
    *, officer: Officer, unlocked: Unlocked, report_id: UUID, file_id: UUID
) -> CopiedFile:
    """Make a viewing copy, and log that this officer looked at it.

    Nothing is written to a disk. A lock that comes while the copy is made stops it. Raises as
    `find_file`, and CopyRefused, viewing.Stopped, NoSuchFile, CannotOpen.
    """
    asking = Asking(officer, unlocked, report_id, file_id)
    found = find_file(asking, "file.copy")
    content = found.opened()
    verdict = scan(iter(content))
    if verdict is Verdict.INFECTED:
        raise CopyRefused("infected")
    if verdict is Verdict.AWAY:
        raise CopyRefused("away")
    made = viewing_copy(content, may_go_on=may_still(asking, "file.copy"))
    note_done(asking, "file.copy", "report.file_copied", virus=verdict)
    return CopiedFile(made, found.report.reference, found.number)

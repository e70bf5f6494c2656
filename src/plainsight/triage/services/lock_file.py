"""Locking a file that may show child abuse, and lifting the lock.

Anybody who reads the report may lock, without having to say why; the lock stops every copy and
download at once, also those under way. Lifting is for the one role that may look, with a reason.
"""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.models import FileLock
from plainsight.triage.queries import locks
from plainsight.triage.services.finding import Asking, find_file
from plainsight.triage.services.reading import report_key
from plainsight.vault.box import seal, unseal
from plainsight.vault.context import Context
from plainsight.vault.unlocked import Unlocked


def lock_file(
    *, officer: Officer, unlocked: Unlocked, report_id: UUID, file_id: UUID, reason: str = ""
) -> None:
    """Lock a file and log it; a file that is locked already stays as it is, and nothing is logged.

    Raises as `find_file` does.
    """
    found = find_file(Asking(officer, unlocked, report_id, file_id), "file.lock")
    lock = FileLock(id=new_id(), report=found.report, file=file_id, locked_by=officer)
    key = report_key(unlocked, found.report)
    lock.reason = seal(key, reason.strip().encode(), _context(lock, "reason"))
    try:
        with transaction.atomic():
            lock.save(force_insert=True)
            _note(officer, report_id, "report.file_locked", file_id)
    except IntegrityError:
        if file_id not in locks(report_id):
            raise


@transaction.atomic
def lift_lock(
    *, officer: Officer, unlocked: Unlocked, report_id: UUID, file_id: UUID, reason: str
) -> None:
    """Lift a file's lock and log it.

    Raises NotNow without a reason or when there is no lock, otherwise as `find_file` does.
    """
    found = find_file(Asking(officer, unlocked, report_id, file_id), "file.lift_lock")
    if not reason.strip():
        raise NotNow(_("Say why the lock is lifted."))
    lock = FileLock.objects.filter(report=report_id, file=file_id, lifted_at=None).first()
    if lock is None:
        raise NotNow(_("The file is not locked."))
    sealed = seal(
        report_key(unlocked, found.report), reason.strip().encode(), _context(lock, "lift_reason")
    )
    lifted = FileLock.objects.filter(id=lock.id, lifted_at=None).update(
        lifted_by=officer, lifted_at=now(), lift_reason=sealed
    )
    if lifted:
        _note(officer, report_id, "report.file_lock_lifted", file_id)


def reason_of(*, officer: Officer, unlocked: Unlocked, lock: FileLock) -> str:
    """Return why a file was locked. Raises NotAllowed for those who may not look at it."""
    demand(officer, "file.locked_read", lock)
    key = report_key(unlocked, lock.report)
    return unseal(key, lock.reason, _context(lock, "reason")).decode("utf-8", "replace")


def _context(lock: FileLock, field: str) -> Context:
    return Context("report", lock.report_id, f"file_lock:{lock.id}:{field}")


def _note(officer: Officer, report_id: UUID, verb: str, file_id: UUID) -> None:
    subject = Subject("report", report_id)
    record(Actor("officer", officer.id), verb, subject=subject, detail={"file": str(file_id)})

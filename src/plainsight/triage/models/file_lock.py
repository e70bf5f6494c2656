"""A lock on a file that may show child abuse."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intake.models import Report
from plainsight.people.models import Officer


class FileLock(models.Model):
    """One locking of one file, kept when it is lifted. Both reasons are under the report's seal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="file_locks")
    file = models.UUIDField()
    locked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(default=now)
    reason = models.BinaryField()
    lifted_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lift_reason = models.BinaryField(null=True)

    class Meta:
        """A file has one lock at a time, and a lifted one says by whom, when and why."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(lifted_at=None), name="triage_filelock_once"
            ),
            models.CheckConstraint(
                name="triage_filelock_lifted_whole",
                condition=Q(lifted_at=None, lifted_by=None, lift_reason=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, lift_reason__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "lock of a file" if self.lifted_at is None else "lifted lock of a file"

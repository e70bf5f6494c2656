"""One act of triage, as it was done: added, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intake.models import Report
from plainsight.people.models import Officer


class Entry(models.Model):
    """What was decided about a report, by whom and when. An earlier one stays when a later comes.

    `kind` is one of `kinds.Kind`; `codes` holds codes, dates, references and ids, never words that
    somebody wrote; those are in `text`, under the report's own seal.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=32)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    codes = models.JSONField(default=dict)
    text = models.BinaryField(null=True)

    class Meta:
        """Read by report, in order."""

        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["report", "at"], name="triage_entry_of_report")]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"entry ({self.kind})"

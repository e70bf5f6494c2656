"""What was done with an intelligence report: added, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intelligence.models.report import IntelReport
from plainsight.people.models import Officer


class Step(models.Model):
    """One step; `codes` are codes and numbers only, `text` is sealed under the report's key."""

    class Kind(models.TextChoices):
        """What was done."""

        SUBMITTED = "submitted"
        RETURNED = "returned"
        REWRITTEN = "rewritten"
        ACCEPTED = "accepted"
        REGRADED = "regraded"
        DISCLOSED = "disclosed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intel = models.ForeignKey(IntelReport, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    codes = models.JSONField(default=dict)
    text = models.BinaryField(null=True)

    class Meta:
        """Read in the order in which they were taken."""

        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"step ({self.kind})"

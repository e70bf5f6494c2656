"""Something that an intelligence report mentions, found again wherever it is mentioned."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intelligence.models.report import IntelReport
from plainsight.people.models import Officer


class Mention(models.Model):
    """A number, plate, place or name that a person accepted as being in a report.

    `token` is a keyed hash of the value: the same value has the same one in every report, and
    without the team's key it says nothing. `body` is the value, sealed under the report's key. A
    mention that was wrong is dropped, never deleted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intel = models.ForeignKey(IntelReport, on_delete=models.PROTECT, related_name="mentions")
    kind = models.CharField(max_length=10)
    token = models.BinaryField(max_length=32)
    body = models.BinaryField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    dropped_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        """Found by its token; once in a report."""

        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intel", "kind", "token"], name="intelligence_mention_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "token"], name="intelligence_mention_found")
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"mention ({self.kind})"

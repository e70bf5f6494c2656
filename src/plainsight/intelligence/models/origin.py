"""Where an intelligence report came from: in another zone, for few eyes."""

from __future__ import annotations

from django.db import models

from plainsight.core.ids import new_id
from plainsight.intake.models import Report
from plainsight.intelligence.models.report import IntelReport


class Origin(models.Model):
    """The original of one intelligence report, sealed under a key of its own.

    `report` is the report from the public that it was made of, if any. `body` says who or what the
    source is. Nothing of it is shown with the sanitised report.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    intel = models.OneToOneField(IntelReport, on_delete=models.PROTECT, related_name="origin")
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.BinaryField()

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "an origin"

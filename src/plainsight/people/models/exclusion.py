"""Somebody who must never see a record, whatever their role."""

from __future__ import annotations

from django.db import models

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.models.officer import Officer


class Exclusion(models.Model):
    """Beats every right: a suspect's cousin in the team does not learn that the report exists."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    record = models.UUIDField()
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="exclusions")
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        """What the database holds to."""

        constraints = [
            models.UniqueConstraint(
                fields=["officer", "kind", "record"], name="exclusion_is_made_once"
            )
        ]

    def __str__(self) -> str:
        """Return what a page or a command shows."""
        return f"{self.officer} excluded from a {self.kind}"

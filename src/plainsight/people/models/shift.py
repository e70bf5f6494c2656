"""Who is on duty when, and who can be called."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.models.officer import Officer
from plainsight.people.models.team import Team


class Shift(models.Model):
    """One officer's duty in one team, from a moment until another.

    A custodian on call need not be at the desk: with a second one they open what nobody else can.
    """

    class Duty(models.TextChoices):
        """What somebody is there for."""

        DESK = "desk"
        CUSTODIAN = "custodian"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="shifts")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="shifts")
    duty = models.CharField(max_length=10, choices=Duty.choices)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    entered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=now)

    class Meta:
        """A shift ends after it begins."""

        ordering: ClassVar = ["begins_at", "officer"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="people_shift_ends_after_it_begins", condition=Q(ends_at__gt=F("begins_at"))
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["ends_at", "begins_at"], name="people_shift_time")
        ]

    def __str__(self) -> str:
        """Return what a page or a command shows."""
        return f"{self.officer}, {self.duty}"

"""What is known of a record, from which report, and what is to be minded about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intelligence.models import IntelReport
from plainsight.people.models import Officer
from plainsight.pole.models.entity import Entity


class Fact(models.Model):
    """One thing that is known or thought of a record. Added and withdrawn, never changed.

    `field` is of the list `pole_attributes`. The value is in `value`, or sealed in `body` when the
    record is of a protected person. `intel` and `item` say from which item of which report it
    comes, `grade` how that item was graded at the time (such as 2AP); all empty for what an officer
    knows themselves.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="facts")
    field = models.CharField(max_length=30)
    value = models.TextField(blank=True, db_default="")
    body = models.BinaryField(null=True)
    is_opinion = models.BooleanField(db_default=False)
    intel = models.ForeignKey(IntelReport, null=True, on_delete=models.PROTECT, related_name="+")
    item = models.PositiveSmallIntegerField(null=True)
    grade = models.CharField(max_length=3, blank=True, db_default="")
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    withdrawn_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Held once, in the clear or sealed; an item belongs to a report."""

        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pole_fact_clear_or_sealed",
                condition=Q(value="", body__isnull=False) | ~Q(value="") & Q(body=None),
            ),
            models.CheckConstraint(
                name="pole_fact_item_of_a_report",
                condition=Q(item=None) | Q(intel__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"fact ({self.field})"


class Part(models.Model):
    """The part that a person has in a report: suspect, victim, witness; one may have several."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="parts")
    intel = models.ForeignKey(IntelReport, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=14)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        """Given once."""

        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entity", "intel", "role"], name="pole_part_once")
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"part ({self.role})"


class Marker(models.Model):
    """A warning, until it is reviewed: of the list `warning_markers`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="markers")
    code = models.CharField(max_length=14)
    why = models.BinaryField()
    review_on = models.DateField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    removed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """Each once at a time."""

        ordering: ClassVar = ["review_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entity", "code"],
                name="pole_marker_once",
                condition=Q(removed_at=None),
            )
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"marker ({self.code})"

"""A sanitised intelligence report. Who gave it is not in it: see `origin`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.models import Officer


class IntelReport(models.Model):
    """One report of the 3x5x2 standard.

    `body` is sealed under the report's own key: title, provenance, items with their assessments,
    conditions, risk. The grades of the whole are codes of the lists `intelligence_sources`,
    `intelligence_handling`, `intelligence_priorities` and `protective_markings`. `urn` is given by
    the unit when it accepts; until then it is empty.
    """

    class State(models.TextChoices):
        """How far it has come."""

        SUBMITTED = "submitted"
        RETURNED = "returned"
        ACCEPTED = "accepted"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team_key = models.UUIDField()
    urn = models.CharField(max_length=16, blank=True, db_default="")
    state = models.CharField(max_length=10, choices=State.choices, db_default=State.SUBMITTED)
    written_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=now)
    intelligence_on = models.DateField(null=True)
    source = models.CharField(max_length=1)
    handling = models.CharField(max_length=1)
    action = models.CharField(max_length=2, blank=True, db_default="")
    sanitisation = models.CharField(max_length=2, blank=True, db_default="")
    marking = models.CharField(max_length=20)
    priority = models.CharField(max_length=8)
    body = models.BinaryField()
    evaluated_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    evaluated_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(db_default=1)

    class Meta:
        """The rules of the standard hold in the database as well."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="intelligence_conditions_belong_to_c",
                condition=Q(handling="P", action="", sanitisation="")
                | Q(handling="C") & ~Q(action="") & ~Q(sanitisation=""),
            ),
            models.CheckConstraint(
                name="intelligence_accepted_by_another",
                condition=~Q(state="accepted")
                | ~Q(urn="") & Q(evaluated_by__isnull=False) & ~Q(evaluated_by=F("written_by")),
            ),
            models.UniqueConstraint(
                fields=["urn"], name="intelligence_urn_once", condition=~Q(urn="")
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "written_at"], name="intelligence_by_state")
        ]

    def __str__(self) -> str:
        """Return the reference, or a name that gives nothing away."""
        return self.urn or "an intelligence report that is not evaluated"

"""How two records are linked: typed, dated, graded, and never deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intelligence.models import IntelReport
from plainsight.people.models import Officer
from plainsight.pole.models.entity import Entity


class Link(models.Model):
    """A link of the list `pole_links`, read from `a` to `b`; graded as a fact is."""

    class Status(models.TextChoices):
        """How it stands."""

        ASSERTED = "asserted"
        CORROBORATED = "corroborated"
        NEGATED = "negated"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=30)
    a = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="links_out")
    b = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="links_in")
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    intel = models.ForeignKey(IntelReport, null=True, on_delete=models.PROTECT, related_name="+")
    item = models.PositiveSmallIntegerField(null=True)
    grade = models.CharField(max_length=3, blank=True, db_default="")
    status = models.CharField(
        max_length=12, choices=Status.choices, db_default=Status.ASSERTED, default=Status.ASSERTED
    )
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    settled_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """Between two records, ending no sooner than it begins."""

        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="pole_link_of_two", condition=~Q(a=F("b"))),
            models.CheckConstraint(
                name="pole_link_forward",
                condition=Q(from_on=None) | Q(to_on=None) | Q(to_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"link ({self.code})"

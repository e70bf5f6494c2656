"""Feedback as it lies sealed, and how often a page was read on a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from plainsight.core.ids import new_id


class Feedback(models.Model):
    """What somebody thinks. Outside the seal stand hour, page and rating: never a word of theirs.

    It is sealed because people write reports here, whatever the page says.
    """

    class State(models.TextChoices):
        """What the desk has done with it."""

        NEW = "new"
        DONE = "done"
        PASSED_ON = "passed_on"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    received_hour = models.DateTimeField()
    page = models.CharField(max_length=20, blank=True)
    rating = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, db_default=State.NEW)
    team_key = models.UUIDField()
    body = models.BinaryField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """What the database holds to."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="feedback_rating_is_one_of_five",
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=5),
            ),
            models.CheckConstraint(
                name="feedback_settled_once_dealt_with",
                condition=Q(state="new", settled_at=None)
                | (~Q(state="new") & Q(settled_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"feedback {str(self.id)[:8]}"


class PageCount(models.Model):
    """How often one page was read on one day by people who agreed to be counted."""

    pk = models.CompositePrimaryKey("day", "page")
    day = models.DateField()
    page = models.CharField(max_length=20)
    number = models.PositiveIntegerField()

    def __str__(self) -> str:
        """Return the page and the day."""
        return f"{self.page} on {self.day}"

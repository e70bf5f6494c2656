"""A report while it is being written, and the form tokens that have been used."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Draft(models.Model):
    """One row for one unfinished report, sealed under a key that only the visitor's cookie has.

    After sending, `body` holds nothing but the return code, so that a repeated press of the
    button can show it again for thirty minutes.
    """

    class State(models.TextChoices):
        """Whether the draft still takes answers."""

        OPEN = "open"
        SENT = "sent"

    locator = models.BinaryField(primary_key=True, max_length=32)
    revision = models.PositiveIntegerField(db_default=1)
    state = models.CharField(max_length=8, choices=State.choices, db_default=State.OPEN)
    body = models.BinaryField()
    reference = models.CharField(max_length=16, blank=True, db_default="")
    created_at = models.DateTimeField(db_default=Now())
    touched_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """A sent draft knows its reference and when."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="intake_draft_sent_knows_its_reference",
                condition=models.Q(state="open", reference="", sent_at=None)
                | models.Q(state="sent", reference__startswith="PS-", sent_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["touched_at"], name="intake_draft_age")]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"draft ({self.state})"


class SpentToken(models.Model):
    """A form token that has been used; kept by its hash until the token would have expired."""

    hash = models.BinaryField(primary_key=True, max_length=32)
    spent_at = models.DateTimeField(db_default=Now())

    class Meta:
        """Spent tokens are thrown away by age."""

        indexes: ClassVar = [models.Index(fields=["spent_at"], name="intake_spenttoken_age")]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "spent form token"

"""A report while it is being written, and the form tokens that have been used."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
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


class EarlyCode(models.Model):
    """How an open draft is found and opened by the return code that its writer kept early.

    It goes when the draft goes or is sent. `wrap` holds the draft's key, sealed under the code.
    """

    locator = models.BinaryField(primary_key=True, max_length=32)
    draft = models.OneToOneField(Draft, on_delete=models.DO_NOTHING)
    wrap = models.BinaryField()

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "early code"


class Prepared(models.Model):
    """An unfinished report, sealed to the team, whose writer wants it read if it stays so.

    Made anew with every save of its draft; `revision` is the draft's that it was made of. Nobody
    reads it here: a gate makes a report of it once the draft has rested for an hour.
    """

    draft = models.OneToOneField(Draft, primary_key=True, on_delete=models.DO_NOTHING)
    revision = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()
    receipt = models.BinaryField()
    report = models.UUIDField()
    channel = models.CharField(max_length=8)
    language = models.CharField(max_length=12)
    danger_now = models.BooleanField(null=True)
    under_18 = models.BooleanField(null=True)
    about_me = models.BooleanField(null=True)
    team_key = models.UUIDField()
    body = models.BinaryField()
    report_envelope = models.BinaryField()
    conversation = models.UUIDField()
    conversation_envelope = models.BinaryField()
    code_locator = models.BinaryField(max_length=32)
    code_wrap = models.BinaryField()
    files = ArrayField(models.UUIDField())

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "unfinished report"


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

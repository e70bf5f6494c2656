"""A report that has arrived, and the codes about its files."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Report(models.Model):
    """A sealed report. Outside the seal stand only four flags, channel, hour and state.

    `channel` is the way it came in: a code of the list `contact_channels`, "web" for the public
    site.
    """

    class State(models.TextChoices):
        """How far the report has come; later stages keep their own states."""

        RECEIVED = "received"
        OPENED = "opened"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16)
    received_hour = models.DateTimeField()
    channel = models.CharField(max_length=16)
    state = models.CharField(max_length=16, choices=State.choices, db_default=State.RECEIVED)
    danger_now = models.BooleanField(null=True)
    under_18 = models.BooleanField(null=True)
    about_me = models.BooleanField(null=True)
    language = models.CharField(max_length=12)
    team_key = models.UUIDField()
    body = models.BinaryField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        """Whatever awaits opening is found without reading the rest."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reference"], name="intake_report_reference"),
            models.CheckConstraint(
                name="intake_report_opened_once_read",
                condition=Q(state="received", opened_at=None)
                | (~Q(state="received") & Q(opened_at__isnull=False)),
            ),
        ]
        indexes: ClassVar = [
            # All that a queue is narrowed by, so that it need not read the sealed bodies beside it.
            models.Index(
                fields=["id"],
                include=["channel", "language", "danger_now", "under_18", "about_me"],
                name="intake_report_outside_seal",
            ),
            models.Index(
                fields=["received_hour"],
                name="intake_report_unopened",
                condition=Q(state="received"),
            ),
        ]

    def __str__(self) -> str:
        """Return the reference that can be said aloud."""
        return self.reference


class Attachment(models.Model):
    """A sealed file: its name, type and hash are inside the report's seal, here are codes only.

    It belongs to a draft until that is sent, then to the report; or, when it came later, to the
    conversation. A row with none does not exist; a sealed file without a row is thrown away.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    draft = models.ForeignKey("Draft", null=True, on_delete=models.DO_NOTHING)
    report = models.ForeignKey(
        Report, null=True, on_delete=models.PROTECT, related_name="attachments"
    )
    conversation = models.ForeignKey(
        "Conversation", null=True, on_delete=models.PROTECT, related_name="attachments"
    )
    size_class = models.PositiveSmallIntegerField()

    class Meta:
        """A file has one place."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="intake_attachment_has_one_place",
                condition=Q(draft__isnull=False, report=None, conversation=None)
                | Q(draft=None, report__isnull=False, conversation=None)
                | Q(draft=None, report=None, conversation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"file of size class {self.size_class}"

"""The messages between a reporter who kept the return code and the desk."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plainsight.intake.models.report import Report


class Conversation(models.Model):
    """One conversation under a key of its own, about one report; a chat has none to begin with."""

    class State(models.TextChoices):
        """Whether the reporter can still come back."""

        OPEN = "open"
        CLOSED = "closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.OneToOneField(
        Report, null=True, on_delete=models.PROTECT, related_name="conversation"
    )
    state = models.CharField(max_length=8, choices=State.choices, db_default=State.OPEN)
    last_seq = models.PositiveIntegerField(db_default=0)

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"conversation ({self.state})"


class ReturnCode(models.Model):
    """How a conversation is found and opened by its code. Destroying the code deletes this row.

    The desk has no right on this table.
    """

    locator = models.BinaryField(primary_key=True, max_length=32)
    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT)
    wrap = models.BinaryField()

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "return code"


class Message(models.Model):
    """One row of the log: a sealed message, or an event of a chat, which is a code and no more.

    `sent_at` and `read_at` of a reporter are whole hours.
    """

    class Author(models.TextChoices):
        """Who wrote it."""

        REPORTER = "reporter"
        DESK = "desk"
        INTERPRETER = "interpreter"
        SYSTEM = "system"

    pk = models.CompositePrimaryKey("conversation_id", "seq")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="messages"
    )
    seq = models.PositiveIntegerField()
    author = models.CharField(max_length=12, choices=Author.choices)
    client_id = models.UUIDField()
    body = models.BinaryField()
    event = models.CharField(max_length=16, blank=True, db_default="")
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    kept = models.BooleanField(db_default=False)

    class Meta:
        """A message that is sent twice is one message."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "author", "client_id"], name="intake_message_once"
            ),
            models.CheckConstraint(
                name="intake_message_says_or_happens",
                condition=Q(author="system") & ~Q(event="") | ~Q(author="system") & Q(event=""),
            ),
            models.CheckConstraint(
                name="intake_message_kept_is_from_the_desk",
                condition=Q(kept=False) | Q(author="desk"),
            ),
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"message {self.seq} ({self.author})"

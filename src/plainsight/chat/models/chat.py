"""The live state of a conversation: who waits, who talks, since when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from plainsight.intake.models import Conversation


class Chat(models.Model):
    """One chat. Its exact times are there while it lives; `gate.end_chat` coarsens them to hours.

    `rank` is the order of the waiting room, 0 the most urgent, by the visitor's flags as in the
    queue of reports. `operator` is an officer's id (chat knows no staff). `report` and `prepared`
    are the report that the conversation becomes: sealed by the visitor's side when the chat began,
    so that nobody's key is needed and nothing is lost when everybody is away.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting"
        OPEN = "open"
        PAUSED = "paused"
        ENDED = "ended"

    conversation = models.OneToOneField(
        Conversation, primary_key=True, on_delete=models.PROTECT, related_name="chat"
    )
    team_key = models.UUIDField()
    report = models.UUIDField(unique=True)
    prepared = models.BinaryField()
    language = models.CharField(max_length=12)
    danger_now = models.BooleanField(null=True)
    under_18 = models.BooleanField(null=True)
    about_me = models.BooleanField(null=True)
    rank = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, db_default=State.WAITING)
    operator = models.UUIDField(null=True)
    offered_to = models.UUIDField(null=True)
    arrived_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    visitor_seen_at = models.DateTimeField()
    operator_seen_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    slow_s = models.PositiveSmallIntegerField(db_default=0)
    is_stilled = models.BooleanField(db_default=False)
    network = models.BinaryField(null=True)
    unsent = models.BinaryField(null=True)
    notes = models.PositiveIntegerField(db_default=0)
    is_held = models.BooleanField(db_default=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=12, blank=True, db_default="")

    class Meta:
        """The waiting room is read in its order; an ended chat says by whom."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="chat_ended_by_somebody",
                condition=Q(state="ended", ended_at__isnull=False) & ~Q(ended_by="")
                | ~Q(state="ended") & Q(ended_at=None, ended_by=""),
            ),
            models.CheckConstraint(
                name="chat_open_has_an_operator",
                condition=~Q(state="open") | Q(operator__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index("rank", "arrived_at", name="chat_living", condition=~Q(state="ended")),
            models.Index(fields=["ended_at"], name="chat_ended"),
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"chat ({self.state})"

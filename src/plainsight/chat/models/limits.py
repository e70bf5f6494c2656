"""Who may not begin a chat for some hours: keyed hashes, whose keys live for a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plainsight.core.ids import new_id


class DayKey(models.Model):
    """The key of one day's hashes. When it is destroyed, the hashes mean nothing any more."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField()

    def __str__(self) -> str:
        """Return the day."""
        return str(self.day)


class Block(models.Model):
    """A block from the chat, asked for by one officer and in force once a second agrees."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.UUIDField()
    network = models.BinaryField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True)
    agreed_at = models.DateTimeField(null=True)
    until = models.DateTimeField()

    class Meta:
        """Nobody agrees with themselves."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="chat_block_by_two",
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_at__isnull=False) & ~Q(agreed_by=F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "a block"

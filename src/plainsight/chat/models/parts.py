"""What hangs on a chat: the desk's own notes, and an interpreter's place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plainsight.chat.models.chat import Chat
from plainsight.core.ids import new_id


class Note(models.Model):
    """A sealed note of the desk, never in the visitor's log; also a hand-over's summary."""

    class Kind(models.TextChoices):
        """What it is."""

        NOTE = "note"
        HANDOVER = "handover"
        INTERPRETER = "interpreter"
        BLOCK = "block"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    chat = models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="desk_notes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    officer = models.UUIDField()
    body = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        """Read in the order in which they were written."""

        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"note ({self.kind})"


class Interpreter(models.Model):
    """An interpreter's place in one chat: a one-time code until it is used, then a visit.

    `locator` is the SHA-256 of the code's hundred random bits until it is used, then that of the
    visit's; `wrap` the conversation's key under the code, gone once it was used.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    chat = models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="interpreters")
    locator = models.BinaryField(max_length=32, unique=True)
    wrap = models.BinaryField(null=True)
    language = models.CharField(max_length=12)
    invited_by = models.UUIDField()
    until = models.DateTimeField()
    from_seq = models.PositiveIntegerField()
    joined_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "an interpreter's place"

"""What a signed-in browser session holds beside Django's own row."""

from __future__ import annotations

from django.db import models

from plainsight.core.clock import now
from plainsight.people.models.officer import Officer


class UnlockedSession(models.Model):
    """The unlocked key of one session, sealed under a key that only its cookie holds.

    A row of its own, not a field of Django's session: two requests at once would overwrite a
    session whole, and could bring back a key that had just been dropped.
    """

    session_key = models.CharField(max_length=40, primary_key=True)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    unlocked_at = models.DateTimeField(default=now)
    touched_at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        """Return what a page or a command shows."""
        return "unlocked session"

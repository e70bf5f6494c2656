"""A way of looking at the queue that an officer comes back to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.models import Officer


class SavedView(models.Model):
    """A name and the query of an address (`grade=G1&assigned=me`); one officer's own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)
    made_at = models.DateTimeField(default=now)

    class Meta:
        """A name is an officer's once."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["officer", "name"], name="triage_savedview_name_once")
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

"""Who looked for what in the sealed reports: the words sealed, for supervision only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.models import Officer


class Search(models.Model):
    """One search. `words` are sealed under a key of its own, as those of a report are.

    `within` is the number of reports that the officer might look through when it began.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    team_key = models.UUIDField()
    at = models.DateTimeField(default=now)
    within = models.PositiveIntegerField()
    words = models.BinaryField()

    class Meta:
        """Read by time, the latest first."""

        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["-at"], name="triage_search_at")]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "search"

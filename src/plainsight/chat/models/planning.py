"""What planning needs: how many, how long, in which language. Counted, and of nobody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Count(models.Model):
    """A number of one day: `measure` as in `gate.count_chat`, `bucket` minutes or a code."""

    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    measure = models.CharField(max_length=12)
    bucket = models.CharField(max_length=12)
    number = models.PositiveIntegerField()

    class Meta:
        """One row for each number."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day", "hour", "language", "measure", "bucket"], name="chat_count_once"
            ),
        ]

    def __str__(self) -> str:
        """Return what is counted."""
        return f"{self.measure} {self.bucket}"

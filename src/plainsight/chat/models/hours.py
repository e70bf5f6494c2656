"""When the chat is open, and which operators are there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Hours(models.Model):
    """Hours of one day of the week (0 is Monday), in the force's own time."""

    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        """A day's hours begin before they end; what goes past midnight is two rows."""

        constraints: ClassVar = [
            models.CheckConstraint(name="chat_hours_in_order", condition=Q(opens__lt=F("closes"))),
            models.CheckConstraint(name="chat_hours_weekday", condition=Q(weekday__lte=6)),
            models.UniqueConstraint(fields=["weekday", "opens"], name="chat_hours_once"),
        ]

    def __str__(self) -> str:
        """Return the hours as they are."""
        return f"{self.weekday}: {self.opens}-{self.closes}"


class Closure(models.Model):
    """A day on which the chat stays closed: a holiday, or another reason that is told."""

    day = models.DateField(primary_key=True)
    words = models.CharField(max_length=80)

    def __str__(self) -> str:
        """Return the day."""
        return str(self.day)


class Presence(models.Model):
    """An operator who is taking chats; `seen_at` is renewed by their open page."""

    officer = models.UUIDField(primary_key=True)
    is_taking = models.BooleanField(db_default=False)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "an operator's presence"

"""Watch lists, and who is told when something is mentioned."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intelligence.models.mention import Mention
from plainsight.people.models import Officer


class Watch(models.Model):
    """A number, plate, place or name of which an officer wants to hear; it ends by itself.

    `token` is as of a mention; `body` is the value and the reason, sealed under a key of its own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team_key = models.UUIDField()
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    token = models.BinaryField(max_length=32)
    body = models.BinaryField()
    at = models.DateTimeField(default=now)
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Looked for by its token."""

        indexes: ClassVar = [models.Index(fields=["kind", "token"], name="intelligence_watched")]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"watch ({self.kind})"


class Notice(models.Model):
    """Somebody is told of a mention: they watch for it, or a report of theirs has it too."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="notices")
    watch = models.ForeignKey(Watch, null=True, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Mention, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        """Told once of each, and of one reason."""

        ordering: ClassVar = ["-at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="intelligence_notice_has_a_reason",
                condition=Q(watch__isnull=False, other=None) | Q(watch=None, other__isnull=False),
            ),
            models.CheckConstraint(
                name="intelligence_notice_of_another",
                condition=Q(other=None) | ~Q(other=F("mention")),
            ),
            models.UniqueConstraint(
                fields=["officer", "mention", "watch", "other"],
                name="intelligence_told_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "a notice"

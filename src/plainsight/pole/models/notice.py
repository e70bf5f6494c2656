"""Who is interested in a record, and who is told what about it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.models import Officer
from plainsight.pole.models.entity import Entity


class Interest(models.Model):
    """An officer says that they are interested in a record: others see it, and they are told."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="interests")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Once at a time."""

        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entity", "officer"],
                name="pole_interest_once",
                condition=Q(ended_at=None),
            )
        ]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "an interest"


class Look(models.Model):
    """Somebody searched, or saved a record: the worker holds the keys against protected people.

    Every search and every save leaves one, whether or not anything is found, so that neither the
    answer nor its time says anything of who is protected. It is gone once the worker has looked.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    entity = models.ForeignKey(Entity, null=True, on_delete=models.CASCADE, related_name="+")
    keys = ArrayField(models.BigIntegerField())
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "a look"


class Told(models.Model):
    """An officer is told something about a record that they hold or are interested in."""

    class Why(models.TextChoices):
        """What happened."""

        POINTED = "pointed"
        MATCHED = "matched"
        ADDED = "added"
        LOOKED = "looked"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=8, choices=Why.choices)
    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Entity, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        """The latest first."""

        ordering: ClassVar = ["-at", "id"]
        indexes: ClassVar = [models.Index(fields=["officer", "seen_at"], name="pole_told_whom")]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"told ({self.why})"

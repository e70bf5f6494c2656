"""What finds two records that may be one, and what people decided about them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.models import Officer
from plainsight.pole.models.entity import Entity


class Shape(models.Model):
    """What the matching compares of an ordinary record.

    `fields` is its text as `shape` gives it; `person` the same already read, as `records.packed`
    gives it, because reading thirty candidates takes longer than comparing them.
    """

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=12)
    fields = models.JSONField()
    person = models.JSONField()

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "a shape"


class Posting(models.Model):
    """One blocking key of an ordinary record: a keyed hash, and the record's number."""

    pk = models.CompositePrimaryKey("key", "number")
    key = models.BigIntegerField()
    number = models.BigIntegerField()

    class Meta:
        """Found by key; dropped by number."""

        indexes: ClassVar = [models.Index(fields=["number"], name="pole_posting_number")]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "a posting"


class Veiled(models.Model):
    """One blocking key of a protected person: looked at by the worker alone.

    `is_strong` says that the key alone is worth telling the owner.
    """

    pk = models.CompositePrimaryKey("key", "entity")
    key = models.BigIntegerField()
    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="+")
    is_strong = models.BooleanField()

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return "a veiled posting"


class Pair(models.Model):
    """Two records that may be one, the lower number first, and how it stands between them."""

    class Verdict(models.TextChoices):
        """What was decided."""

        OPEN = "open"
        SAME = "same"
        DIFFERENT = "different"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    low = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="pairs_high")
    high = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="pairs_low")
    verdict = models.CharField(
        max_length=10, choices=Verdict.choices, db_default=Verdict.OPEN, default=Verdict.OPEN
    )
    bits = models.FloatField(null=True)
    band = models.CharField(max_length=20, blank=True, db_default="")
    links = ArrayField(models.CharField(max_length=12), db_default=[])
    worth = models.FloatField(db_default=0)
    model = models.CharField(max_length=30)
    is_batch = models.BooleanField(db_default=False)
    at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(db_default=1, default=1)

    class Meta:
        """Each pair once; the queue goes by worth."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["low", "high"], name="pole_pair_once"),
            models.CheckConstraint(name="pole_pair_of_two", condition=~Q(low=F("high"))),
        ]
        indexes: ClassVar = [models.Index(fields=["verdict", "-worth"], name="pole_pair_queue")]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"pair ({self.verdict})"


class Judgement(models.Model):
    """One decision about a pair: added, never changed, so that it can be taken back.

    `lines` is what the decision rested on: for each field its level and what it counted, without
    any value.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="judgements")
    verdict = models.CharField(max_length=10, choices=Pair.Verdict.choices)
    bits = models.FloatField(null=True)
    model = models.CharField(max_length=30)
    lines = models.JSONField(default=list)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"judgement ({self.verdict})"


class ClusterStep(models.Model):
    """Records that were put together or taken apart: added, never changed."""

    class Kind(models.TextChoices):
        """What was done."""

        MERGED = "merged"
        SPLIT = "split"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    kept = models.UUIDField()
    other = models.UUIDField()
    moved = ArrayField(models.UUIDField())
    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        """In the order in which they were taken."""

        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        """Return a name that gives nothing away."""
        return f"cluster step ({self.kind})"

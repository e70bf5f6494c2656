"""A record of a person, an object, a location or an event."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.models import Officer


class Entity(models.Model):
    """One record. What is known of it are its facts.

    `label`, `sounds` and `words` are made of the facts, for lists and the search; all three are
    empty for a protected person, whose facts are sealed. `latitude` and `longitude` (degrees) are a
    location's, by its own figures or by its town. `cluster` is shared by the records that a person
    has said to be one. `number` is for the postings, which are many and have to be small.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(
        unique=True,
        editable=False,
        db_default=models.Func(
            models.Value("pole_entity_numbers"),
            function="nextval",
            output_field=models.BigIntegerField(),
        ),
    )
    team_key = models.UUIDField()
    kind = models.CharField(max_length=12)
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    is_protected = models.BooleanField(db_default=False)
    label = models.CharField(max_length=200, blank=True, db_default="")
    sounds = ArrayField(models.CharField(max_length=40), db_default=[])
    words = SearchVectorField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    cluster = models.UUIDField(default=new_id)
    at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(db_default=1)

    class Meta:
        """Found by its words, by the sound of its names, and by its cluster."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="pole_protected_says_nothing",
                condition=Q(is_protected=False) | Q(label="", sounds=[], words=None, kind="person"),
            )
        ]
        indexes: ClassVar = [
            GinIndex(fields=["sounds"], name="pole_entity_sounds"),
            GinIndex(fields=["words"], name="pole_entity_words"),
            models.Index(fields=["cluster"], name="pole_entity_cluster"),
            models.Index(fields=["latitude", "longitude"], name="pole_entity_place"),
            models.Index(fields=["-at", "id"], name="pole_entity_latest"),
        ]

    def __str__(self) -> str:
        """Return the line that stands for it, or a name that gives nothing away."""
        return self.label or "a protected person"

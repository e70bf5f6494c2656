"""The log's tables. Rows are written by the door `audit.write` only and never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:  # Django's own Field takes no parameters when it runs
    NumberField = models.Field[int, int]
else:
    NumberField = models.Field


class TransactionId(NumberField):
    """PostgreSQL's xid8: the number of a transaction, 64 bits, never reused within a cluster."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 (Django calls it so)
        """Return the column's type."""
        return "xid8"

    def from_db_value(self, value: str, _expression: Any, _connection: Any) -> int:
        """Return the number; psycopg gives text."""
        return int(value)

    def get_prep_value(self, value: Any) -> str | None:
        """Return text, because PostgreSQL compares xid8 with no number."""
        return None if value is None else str(value)


class AuditEntry(models.Model):
    """One act: who did what to what, when, and in which transaction."""

    era = models.IntegerField()
    xid = TransactionId()
    at = models.DateTimeField()
    db_role = models.TextField()
    actor_kind = models.TextField()
    actor_id = models.UUIDField(null=True)
    verb = models.TextField()
    subject_kind = models.TextField()
    subject_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        """Indexed in the order of checkpoints, by what was acted upon and by who acted."""

        db_table = "audit_entry"
        indexes = [
            models.Index(fields=["era", "xid", "id"], name="audit_entry_in_order"),
            models.Index(fields=["subject_id", "id"], name="audit_entry_by_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_entry_by_actor"),
        ]

    def __str__(self) -> str:
        """Return number and verb."""
        return f"{self.pk} {self.verb}"


class AuditCheckpoint(models.Model):
    """One signed head over a range of entries; `audit.heads` reads and writes its statement."""

    seq = models.BigIntegerField(primary_key=True)
    statement = models.TextField()
    signature = models.TextField()

    class Meta:
        """One row a minute."""

        db_table = "audit_checkpoint"

    def __str__(self) -> str:
        """Return the number."""
        return str(self.seq)


class AuditEra(models.Model):
    """One row: the present era and the cluster, with its timeline, in which it began.

    Transaction numbers start again when a dump is restored into another cluster, so entries are
    ordered by era first. The door begins a new era by itself when it finds another cluster.
    """

    only = models.BooleanField(primary_key=True, default=True)
    era = models.IntegerField()
    cluster = models.TextField()
    began_at = models.DateTimeField()

    class Meta:
        """One row only."""

        db_table = "audit_era"
        constraints = [models.CheckConstraint(condition=Q(only=True), name="audit_era_is_one_row")]

    def __str__(self) -> str:
        """Return the number."""
        return str(self.era)

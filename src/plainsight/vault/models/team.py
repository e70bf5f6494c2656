"""The team's public keys: the one in use, those before it, and the one to come."""

from django.db import models

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.vault.envelope import PublicKey


class TeamPublic(models.Model):
    """One generation of the team's key. The public site may read this table, no other."""

    class State(models.TextChoices):
        """Where a generation is in its life."""

        NEXT = "next", "prepared, not yet in use"
        CURRENT = "current", "in use"
        RETIRED = "retired", "replaced, kept while a record still needs it"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    public = models.BinaryField()
    verify = models.BinaryField()
    fingerprint = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=7, choices=State)
    created_at = models.DateTimeField(default=now)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        """One key is in use; one at most is to come; retired ones have a date."""

        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state__in=["next", "current"]),
                name="vault_one_key_in_use_and_one_to_come",
            ),
            models.CheckConstraint(
                condition=models.Q(state="retired", retired_at__isnull=False)
                | models.Q(state__in=["next", "current"], retired_at__isnull=True),
                name="vault_team_key_state",
            ),
        ]

    def __str__(self) -> str:
        """Name the key by the beginning of its fingerprint."""
        return f"team key {self.fingerprint[:16]} ({self.state})"

    @property
    def key(self) -> PublicKey:
        """The public key to seal to."""
        return PublicKey.parse(self.public)

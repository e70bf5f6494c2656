"""Three custodians, and the envelopes that any two of them open together."""

from django.db import models

from plainsight.core.ids import new_id
from plainsight.vault.models.team import TeamPublic


class Custodian(models.Model):
    """A custodian's public key, signed by the team's; the private one is kept off line."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team_key = models.ForeignKey(TeamPublic, models.CASCADE, related_name="custodians")
    position = models.PositiveSmallIntegerField()
    public = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        """Three places, each held once."""

        constraints = [
            models.UniqueConstraint(fields=["team_key", "position"], name="vault_custodian_place"),
            models.CheckConstraint(
                condition=models.Q(position__in=[1, 2, 3]), name="vault_three_custodians"
            ),
        ]

    def __str__(self) -> str:
        """Name the custodians by their places."""
        return f"custodian {self.position}"


class RecoveryEnvelope(models.Model):
    """The team's private keys, sealed to one custodian and that again to another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team_key = models.ForeignKey(TeamPublic, models.CASCADE, related_name="recovery_envelopes")
    outer = models.PositiveSmallIntegerField()
    inner = models.PositiveSmallIntegerField()
    envelope = models.BinaryField()

    class Meta:
        """Each pair has one envelope."""

        constraints = [
            models.UniqueConstraint(
                fields=["team_key", "outer", "inner"], name="vault_one_envelope_a_pair"
            )
        ]

    def __str__(self) -> str:
        """Name the custodians by their places."""
        return f"recovery by custodians {self.outer} and {self.inner}"

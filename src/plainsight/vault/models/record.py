"""The sealed key of each record, alone in its table so that it can be destroyed for good."""

from django.db import models

from plainsight.vault.models.team import TeamPublic


class RecordKey(models.Model):
    """One record's data key: in an envelope as it arrived, re-wrapped once it was opened.

    `envelope` is HPKE to the team's public key; `wrapped` is a box under the team's
    wrapping key. The first opening puts the second in the first one's place.
    """

    record = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=20)
    team_key = models.ForeignKey(TeamPublic, models.PROTECT, db_column="team_key", related_name="+")
    envelope = models.BinaryField(null=True)
    wrapped = models.BinaryField(null=True)

    class Meta:
        """A row without a key would be a record that nobody can read."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(envelope__isnull=False) | models.Q(wrapped__isnull=False),
                name="vault_record_key_is_there",
            )
        ]

    def __str__(self) -> str:
        """Name the record by its id."""
        return f"key of {self.kind} {self.record}"

"""Members: their public keys, how each unlocks, who admitted them, what they were granted."""

from django.db import models

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.vault.models.team import TeamPublic


class MemberKey(models.Model):
    """A member's public keys. The private ones are in each unlock method, sealed."""

    holder = models.UUIDField(primary_key=True, editable=False)
    public = models.BinaryField()
    verify = models.BinaryField()
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        """Name the holder by their id."""
        return f"keys of {self.holder}"


class UnlockMethod(models.Model):
    """One way to open a member's private keys, with those keys sealed for it."""

    class Kind(models.TextChoices):
        """What the member offers."""

        PASSPHRASE = "passphrase", "a passphrase"
        PASSKEY = "passkey", "a passkey's PRF"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(MemberKey, models.CASCADE, related_name="methods")
    kind = models.CharField(max_length=10, choices=Kind)
    passkey = models.UUIDField(null=True)
    salt = models.BinaryField()
    cost = models.JSONField(default=dict)
    sealed = models.BinaryField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        """One passphrase a member; each passkey once."""

        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(kind="passphrase"),
                name="vault_one_passphrase",
            ),
            models.UniqueConstraint(
                fields=["member", "passkey"],
                condition=models.Q(kind="passkey"),
                name="vault_one_method_a_passkey",
            ),
        ]

    def __str__(self) -> str:
        """Name the holder by their id."""
        return f"{self.kind} of {self.member_id}"


class Admission(models.Model):
    """A signed statement that a holder's public keys belong in the team.

    Signed by the team's key and by the member who admits; the founder of a generation of
    the team's key admits themselves.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team_key = models.ForeignKey(TeamPublic, models.CASCADE, related_name="admissions")
    holder = models.UUIDField()
    public = models.BinaryField()
    verify = models.BinaryField()
    admitted_by = models.UUIDField()
    admitted_at = models.DateTimeField()
    team_signature = models.BinaryField()
    member_signature = models.BinaryField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """A holder is present once for each key."""

        constraints = [
            models.UniqueConstraint(
                fields=["team_key", "holder"],
                condition=models.Q(removed_at__isnull=True),
                name="vault_admitted_once",
            )
        ]

    def __str__(self) -> str:
        """Name the holder by their id."""
        return f"admission of {self.holder}"


class TeamGrant(models.Model):
    """The team's private keys, sealed to one member."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team_key = models.ForeignKey(TeamPublic, models.CASCADE, related_name="grants")
    member = models.ForeignKey(MemberKey, models.CASCADE, related_name="grants")
    envelope = models.BinaryField()

    class Meta:
        """A member holds each key once."""

        constraints = [
            models.UniqueConstraint(fields=["team_key", "member"], name="vault_granted_once")
        ]

    def __str__(self) -> str:
        """Name the holder by their id."""
        return f"grant to {self.member_id}"

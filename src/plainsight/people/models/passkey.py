"""A passkey: signs its officer in, and where it has a PRF unlocks in the same touch."""

from __future__ import annotations

from django.db import models

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.people.models.officer import Officer


class Passkey(models.Model):
    """A WebAuthn credential made by our own enrolment (user verification and PRF asked for)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_id = models.BinaryField(max_length=1023, unique=True)
    credential = models.BinaryField()
    signature_count = models.BigIntegerField(default=0)
    unlocks = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        """What the database holds to."""

        ordering = ["created_at"]

    def __str__(self) -> str:
        """Return what a page or a command shows."""
        return self.name

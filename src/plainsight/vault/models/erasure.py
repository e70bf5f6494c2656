"""The list of erasures, kept so that a restored backup can be made to forget again."""

from django.db import models

from plainsight.core.clock import now


class Erasure(models.Model):
    """One record whose key was destroyed."""

    record = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=20)
    erased_at = models.DateTimeField(default=now)
    last_backup_expires_on = models.DateField()
    swept_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Name what was erased by its id."""
        return f"erasure of {self.kind} {self.record}"

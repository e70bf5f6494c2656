"""Which account at the force's provider an officer signs in with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plainsight.core.clock import now
from plainsight.people.models.officer import Officer


class SingleSignOn(models.Model):
    """Made at the first sign-in; from then on only this subject of the provider is the officer."""

    officer = models.OneToOneField(
        Officer, primary_key=True, on_delete=models.CASCADE, related_name="single_sign_on"
    )
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField(default=now)

    class Meta:
        """A subject is one officer."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], name="people_sso_subject_is_one_officer"
            )
        ]

    def __str__(self) -> str:
        """Return what a page or a command shows."""
        return f"single sign-on of {self.officer}"

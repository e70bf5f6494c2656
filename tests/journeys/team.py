"""A team's key for journeys that end with sending."""

from __future__ import annotations

from dataclasses import dataclass

from plainsight.vault.envelope import Suite
from plainsight.vault.models import TeamPublic
from plainsight.vault.opening import PrivateKey


@dataclass(frozen=True)
class TeamKey:
    """A team's key pair. The site knows the public half's fingerprint, a test may open."""

    private: PrivateKey

    @property
    def fingerprint(self) -> str:
        """What the site pins."""
        return self.private.public().fingerprint()

    def publish(self) -> None:
        """Put the public half where the site finds it, unless it is there."""
        TeamPublic.objects.exclude(fingerprint=self.fingerprint).delete()
        TeamPublic.objects.get_or_create(
            fingerprint=self.fingerprint,
            defaults={
                "public": self.private.public().encode(),
                "verify": bytes(32),
                "state": TeamPublic.State.CURRENT,
            },
        )


def new_team_key() -> TeamKey:
    """Return a fresh pair."""
    return TeamKey(PrivateKey.generate(Suite.HYBRID))

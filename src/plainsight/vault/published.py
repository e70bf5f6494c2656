"""The team's public key as the public site finds it, checked against what it was told.

Whoever can write the database could put their own key there and read what comes in. So the
public process is started with the fingerprint of the key that it may trust; during a
rotation with two, parted by a comma.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from plainsight.vault.envelope import PublicKey
from plainsight.vault.errors import NotNow, PinMismatch
from plainsight.vault.models.team import TeamPublic

TRUSTED_FOR = 30.0
"""Seconds for which a team key that was fetched and checked against the pin is used again."""


@dataclass(frozen=True, slots=True)
class TeamKeyInfo:
    """The key to seal to now, and the id under which a record says so."""

    id: UUID
    public: PublicKey


@dataclass
class _Known:
    """The team key that this process fetched last, and when, on the monotonic clock."""

    key: TeamKeyInfo | None = None
    at: float = 0.0


_known = _Known()


def trusted_team_key() -> TeamKeyInfo:
    """Give the pinned team key, asking the database at most twice a minute.

    What is written under it is refused if the key has been replaced meanwhile; then call
    `forget_team_key` and try again. Raises as `current_team_key` does.
    """
    if _known.key is None or time.monotonic() - _known.at > TRUSTED_FOR:
        _known.key, _known.at = current_team_key(), time.monotonic()
    return _known.key


def forget_team_key() -> None:
    """Ask the database for the team's key next time."""
    _known.key = None


def current_team_key() -> TeamKeyInfo:
    """Give the team's key in use.

    Raises `PinMismatch` when it is not one that this process was told to trust, and
    `NotNow` when there is none yet. In the public zone, trusting none is a mismatch too.
    """
    row = TeamPublic.objects.filter(state=TeamPublic.State.CURRENT).values("id", "public").first()
    if row is None:
        raise NotNow("the team has no key yet")
    public = PublicKey.parse(row["public"])
    check_pin(public)
    return TeamKeyInfo(row["id"], public)


def check_pin(public: PublicKey) -> None:
    """Raise `PinMismatch` unless the key is pinned, or nothing is outside the public zone."""
    pins = str(getattr(settings, "TEAM_FINGERPRINT", "")).replace(",", " ").lower().split()
    if not pins and getattr(settings, "ZONE", "public") != "public":
        return
    if public.fingerprint() not in pins:
        raise PinMismatch("the published team key is not the one that was pinned")

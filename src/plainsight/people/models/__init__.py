"""Officers, their teams, roles and shifts, exclusions, passkeys and unlocked sessions."""

from plainsight.people.models.exclusion import Exclusion
from plainsight.people.models.officer import Officer, Officers
from plainsight.people.models.passkey import Passkey
from plainsight.people.models.session import UnlockedSession
from plainsight.people.models.shift import Shift
from plainsight.people.models.team import Membership, Team, TeamKey

__all__ = [
    "Exclusion",
    "Membership",
    "Officer",
    "Officers",
    "Passkey",
    "Shift",
    "Team",
    "TeamKey",
    "UnlockedSession",
]

"""Officers, their teams, roles and shifts, exclusions, ways to sign in."""

from plainsight.people.models.exclusion import Exclusion
from plainsight.people.models.officer import Officer, Officers
from plainsight.people.models.passkey import Passkey
from plainsight.people.models.session import UnlockedSession
from plainsight.people.models.shift import Shift
from plainsight.people.models.single_sign_on import SingleSignOn
from plainsight.people.models.team import Membership, Team, TeamKey

__all__ = [
    "Exclusion",
    "Membership",
    "Officer",
    "Officers",
    "Passkey",
    "Shift",
    "SingleSignOn",
    "Team",
    "TeamKey",
    "UnlockedSession",
]

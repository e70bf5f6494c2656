"""Every write of the people app, one module a noun."""

from plainsight.people.services.members import admit, choose_passphrase, found_team_key
from plainsight.people.services.officers import (
    add_officer,
    add_team,
    reset_second_factors,
    suspend_officer,
)
from plainsight.people.services.second_factor import current_code, set_code_secret

__all__ = [
    "add_officer",
    "add_team",
    "admit",
    "choose_passphrase",
    "current_code",
    "found_team_key",
    "reset_second_factors",
    "set_code_secret",
    "suspend_officer",
]

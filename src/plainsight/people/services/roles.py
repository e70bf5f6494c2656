"""Which roles an officer has. A role that runs the system is never held beside one that reads."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Membership, Officer, Team
from plainsight.people.policies import ROLE_ACTIONS
from plainsight.people.roles import Role
from plainsight.people.services.noting import note

APART = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
READS = frozenset(role for role, actions in ROLE_ACTIONS.items() if "report.list" in actions)


def check_apart(roles: Collection[Role]) -> None:
    """Raise NotNow when somebody would both run or audit the system and read reports."""
    if APART & set(roles) and READS & set(roles):
        raise NotNow(
            _("Administrators and auditors read no reports: give that role to somebody else.")
        )


@transaction.atomic
def change_roles(officer: Officer, *, team: Team, roles: Collection[Role], by: Officer) -> None:
    """Let an officer have exactly these roles in a team.

    Raises NotAllowed, and NotNow for one's own roles and for roles that are kept apart. A new role
    opens no report by itself: for that a member admits them to the team's key.
    """
    demand(by, "officer.roles")
    if officer == by:
        raise NotNow(_("Ask another administrator to change your own roles."))
    elsewhere = officer.memberships.exclude(team=team).values_list("role", flat=True)
    check_apart([*roles, *(Role(role) for role in elsewhere)])
    held = {
        Role(one) for one in officer.memberships.filter(team=team).values_list("role", flat=True)
    }
    wanted = set(roles)
    if wanted == held:
        return
    officer.memberships.filter(team=team, role__in=held - wanted).delete()
    for role in wanted - held:
        Membership.objects.create(officer=officer, team=team, role=role)
    codes = {
        "roles": "+".join(sorted(wanted)) or "none",
        "before": "+".join(sorted(held)) or "none",
    }
    note("officer.roles_changed", by=by, about=officer, **codes)


@transaction.atomic
def reinstate_officer(officer: Officer, *, by: Officer) -> None:
    """Let a suspended officer sign in again. Raises NotAllowed, and NotNow for an active one."""
    demand(by, "officer.suspend")
    if officer.is_active:
        raise NotNow(_("They are not suspended."))
    officer.is_active = True
    officer.save(update_fields=["is_active"])
    note("officer.reinstated", by=by, about=officer)

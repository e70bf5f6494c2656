"""Officers come, are suspended, and get a fresh start with their second factor."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Membership, Officer, SingleSignOn, Team
from plainsight.people.roles import Role
from plainsight.people.services.noting import note
from plainsight.people.services.roles import check_apart
from plainsight.people.services.sessions import end_all_sessions
from plainsight.vault import services as vault
from plainsight.vault.errors import NotNow as VaultNotNow


@transaction.atomic
def add_team(*, name: str, force: str) -> Team:
    """Create a team of a force, or return the one that has this name already."""
    team, _created = Team.objects.get_or_create(name=name, force=force)
    return team


@transaction.atomic
def add_officer(
    *,
    username: str,
    name: str,
    team: Team,
    roles: Collection[Role],
    password: str,
    collar_number: str = "",
    is_password_temporary: bool = True,
    by: Officer | None = None,
) -> Officer:
    """Add a member of staff to a team; `by` None is an administrator of the machine.

    A temporary password has to be changed at the first sign-in. Raises NotAllowed, NotNow when
    the username is taken or the roles are kept apart, ValidationError for a username or a password
    that will not do.
    """
    if by is not None:
        demand(by, "officer.add")
    check_apart(roles)
    if Officer.objects.filter(username=username).exists():
        raise NotNow(_("That username is taken."))
    officer = Officer(
        username=username,
        name=name,
        collar_number=collar_number,
        is_password_temporary=is_password_temporary,
    )
    validate_password(password, officer)
    officer.set_password(password)
    officer.full_clean()
    officer.save()
    held = [Membership(officer=officer, team=team, role=Role(role)) for role in roles]
    Membership.objects.bulk_create(held)
    codes = {"roles": "+".join(sorted(roles))} if roles else {}
    note("officer.added", by=by, about=officer, **codes)
    return officer


@transaction.atomic
def suspend_officer(officer: Officer, *, by: Officer | None = None) -> None:
    """Stop an officer from signing in and end their sessions at once. Raises NotAllowed."""
    if by is not None:
        demand(by, "officer.suspend")
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    end_all_sessions(officer, by=by)
    note("officer.suspended", by=by, about=officer)


@transaction.atomic
def reset_second_factors(officer: Officer, *, by: Officer | None = None) -> None:
    """Take away all second factors, so that the officer enrols anew at the next sign-in.

    The match with single sign-on goes too: it is made anew at the next one. Their key stays closed
    to whoever did this: it opens by passphrase or passkey only. Raises NotAllowed.
    """
    if by is not None:
        demand(by, "officer.reset_second_factor")
    Authenticator.objects.filter(user=officer).delete()
    for passkey in officer.passkeys.filter(unlocks=True):
        with suppress(VaultNotNow):  # the only way to their key stays, for them to unlock once more
            vault.remove_passkey(holder=officer.id, passkey=passkey.id)
    officer.passkeys.all().delete()
    unlinked, _each = SingleSignOn.objects.filter(officer=officer).delete()
    end_all_sessions(officer, by=by)
    codes = {"single_sign_on": "unlinked"} if unlinked else {}
    note("second_factor.reset", by=by, about=officer, **codes)

"""Members of the team's key: each chooses a passphrase, and another member lets them in."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.people.access import can, demand
from plainsight.people.errors import NotAccepted, NotAllowed, NotNow, NotVisible
from plainsight.people.models import Officer, Team, TeamKey
from plainsight.people.queries import colleagues_of
from plainsight.people.services.noting import note
from plainsight.vault import services as vault
from plainsight.vault.errors import NotAdmitted
from plainsight.vault.errors import NotNow as VaultNotNow
from plainsight.vault.unlocked import Unlocked

MIN_PASSPHRASE = 14
MIN_DIFFERENT = 6


def check_passphrase(officer: Officer, passphrase: str) -> None:
    """Raise NotAccepted, saying kindly why, when a passphrase will not do."""
    if len(passphrase) < MIN_PASSPHRASE:
        raise NotAccepted(
            _("Use at least {count} characters: four or five words are easy to remember.").format(
                count=MIN_PASSPHRASE
            )
        )
    if len(set(passphrase.lower())) < MIN_DIFFERENT:
        raise NotAccepted(_("That repeats too much. Four or five different words do well."))
    if officer.username in passphrase.lower():
        raise NotAccepted(_("Leave your username out of it."))
    if officer.check_password(passphrase):
        raise NotAccepted(
            _("That is your password. Choose another: the two protect different things.")
        )


@transaction.atomic
def choose_passphrase(officer: Officer, *, passphrase: str) -> Unlocked:
    """Make the officer's keys, opened by this passphrase. They read nothing until admitted.

    Raises NotAllowed for a role without a key, NotAccepted for a poor passphrase, NotNow for
    somebody who has keys.
    """
    demand(officer, "key.unlock")
    check_passphrase(officer, passphrase)
    try:
        unlocked = vault.enrol_member(holder=officer.id, passphrase=passphrase)
    except VaultNotNow:
        raise NotNow(_("You have chosen a passphrase already.")) from None
    note("key.enrolled", by=officer, about=officer)
    return unlocked


@transaction.atomic
def admit(officer: Officer, *, by: Officer, unlocked: Unlocked | None, fingerprint: str) -> None:
    """Let a colleague in to the team's key; `fingerprint` is what their own screen shows.

    Raises NotVisible for somebody of another team, NotAllowed for a role that may not admit or
    a colleague whose role has no key, NotNow when locked or when there is nothing to admit.
    """
    demand(by, "member.admit")
    if not colleagues_of(by).filter(id=officer.id).exists():
        raise NotVisible(_("There is no such colleague."))
    if not can(officer, "key.unlock"):
        raise NotAllowed(_("Their role does not read reports, so it has no key."))
    if unlocked is None:
        raise NotNow(_("Unlock first."))
    try:
        vault.admit_member(unlocked, holder=officer.id, fingerprint=fingerprint)
    except VaultNotNow:
        raise NotNow(_("They are a member already.")) from None
    except NotAdmitted:
        raise NotNow(
            _("They could not be admitted: their key has changed, or you are not a member.")
        ) from None
    note("member.admitted", by=by, about=officer)


@transaction.atomic
def found_team_key(officer: Officer, *, team: Team, unlocked: Unlocked) -> str:
    """Make the team's first key with this officer as first member; return its fingerprint.

    Raises NotNow when the team has one.
    """
    demand(officer, "key.unlock")
    try:
        info = vault.found_team(unlocked)
    except VaultNotNow:
        raise NotNow(_("The team has a key already.")) from None
    own_keys(team, unlocked)
    record(Actor("officer", officer.id), "team_key.founded", subject=Subject("team", team.id))
    return str(info.public.fingerprint())


def own_keys(team: Team, unlocked: Unlocked) -> None:
    """Note that every generation of the key which this member holds is the team's."""
    for team_key in unlocked.teams:
        TeamKey.objects.get_or_create(team_key=team_key, defaults={"team": team})

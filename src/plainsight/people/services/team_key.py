"""The team's key over the years: custodians, recovery, rotation, members who go, erasure."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.people.access import demand
from plainsight.people.errors import NotAccepted, NotNow
from plainsight.people.models import Officer, Team
from plainsight.people.services.members import own_keys
from plainsight.people.services.noting import note
from plainsight.people.services.sessions import end_all_sessions
from plainsight.vault import services as vault
from plainsight.vault.envelope import PublicKey
from plainsight.vault.errors import CannotOpen, NotAdmitted
from plainsight.vault.errors import NotNow as VaultNotNow
from plainsight.vault.opening import PrivateKey
from plainsight.vault.unlocked import Unlocked


@transaction.atomic
def name_custodians(
    officer: Officer, *, team: Team, unlocked: Unlocked, publics: Sequence[PublicKey]
) -> None:
    """Name the three custodians, any two of whom recover the team's key.

    Raises NotAllowed, NotAccepted unless there are three different ones, NotNow for an officer
    who has not been admitted.
    """
    demand(officer, "key.unlock")
    try:
        vault.set_custodians(unlocked, publics=publics)
    except ValueError as error:
        raise NotAccepted(str(error)) from None
    except NotAdmitted:
        raise NotNow(_("Only a member of the team's key names custodians.")) from None
    _log(officer, "team_key.custodians_named", Subject("team", team.id))


@transaction.atomic
def recover_key(
    officer: Officer, *, team: Team, unlocked: Unlocked, first: PrivateKey, second: PrivateKey
) -> None:
    """Let an officer in by two custodians' keys, when no member is left who could.

    Raises NotAllowed, NotAccepted for keys of anybody else, NotNow when there is no team key.
    """
    demand(officer, "key.unlock")
    try:
        vault.recover_team_key(unlocked, first=first, second=second)
    except CannotOpen:
        raise NotAccepted(_("These are not the keys of two of the custodians.")) from None
    except VaultNotNow:
        raise NotNow(_("The team has no key yet.")) from None
    own_keys(team, unlocked)
    _log(officer, "team_key.recovered", Subject("team", team.id))


@transaction.atomic
def prepare_new_key(officer: Officer, *, team: Team, unlocked: Unlocked) -> str:
    """Prepare the team's next key; return its fingerprint, for the public side to trust first.

    Raises NotAllowed, and NotNow for an officer who has not been admitted.
    """
    demand(officer, "key.unlock")
    try:
        info = vault.prepare_rotation(unlocked)
    except NotAdmitted:
        raise NotNow(_("Only a member of the team's key replaces it.")) from None
    own_keys(team, unlocked)
    return str(info.public.fingerprint())


def put_new_key_in_use(officer: Officer, *, team: Team, unlocked: Unlocked) -> vault.Rewrapped:
    """Seal to the prepared key from here on, and move every record's key over to it.

    Raises NotAllowed, and NotNow when none is prepared or the officer does not hold it.
    """
    demand(officer, "key.unlock")
    with transaction.atomic():
        try:
            vault.put_in_use(unlocked)
        except (VaultNotNow, NotAdmitted):
            raise NotNow(_("No key is prepared that you hold. Prepare one first.")) from None
        _log(officer, "team_key.rotated", Subject("team", team.id))
    return vault.rewrap_records(unlocked)


def finish_rotation(officer: Officer, *, unlocked: Unlocked) -> tuple[vault.Rewrapped, list[UUID]]:
    """Move records that arrived late over to the key in use, then destroy old keys none uses.

    Returns what was moved and the ids of the keys destroyed. A key is kept for two days after
    it retired, whatever uses it. Raises NotAllowed, and NotNow for an officer without the key.
    """
    demand(officer, "key.unlock")
    try:
        moved = vault.rewrap_records(unlocked)
    except NotAdmitted:
        raise NotNow(_("Only a member of the team's key replaces it.")) from None
    with transaction.atomic():
        gone = vault.destroy_unused_keys()
        for key in gone:
            _log(officer, "team_key.destroyed", Subject("team_key", key))
    return moved, gone


@transaction.atomic
def remove_member(officer: Officer, *, by: Officer | None = None) -> None:
    """Take an officer's key away; they may choose a passphrase and be admitted anew.

    For somebody who leaves, or who lost their passphrase. Replace the team's key afterwards
    if they might have kept a copy. Raises NotAllowed, and NotNow for the last member.
    """
    if by is not None:
        demand(by, "member.remove")
    try:
        vault.remove_member(holder=officer.id)
    except VaultNotNow:
        raise NotNow(_("The last member cannot be removed: every record would be lost.")) from None
    except NotAdmitted:
        raise NotNow(_("They have no key.")) from None
    officer.passkeys.update(unlocks=False)
    end_all_sessions(officer, by=by)
    note("member.removed", by=by, about=officer)


@transaction.atomic
def erase(officer: Officer, *, kind: str, record_id: UUID) -> vault.Certificate:
    """Destroy a record's key, so that nobody reads it again; return the certificate.

    Raises NotAllowed, and NotNow when there never was such a record or a legal hold lies on it.
    """
    demand(officer, "record.erase")
    try:
        with transaction.atomic():
            certificate = vault.erase_record(kind=kind, record=record_id)
    except VaultNotNow:
        raise NotNow(_("There is no such record.")) from None
    except IntegrityError:
        raise NotNow(_("A legal hold lies on this record: lift it first.")) from None
    _log(officer, "record.erased", Subject(kind, record_id))
    return certificate


def _log(officer: Officer, verb: str, subject: Subject) -> None:
    record(Actor("officer", officer.id), verb, subject=subject)

"""What `plainsight key` does with the database, once Django has started as the desk."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from plainsight.commands import CannotRun
from plainsight.commands.key_files import as_json, ask_passphrase, read_key
from plainsight.commands.user import find
from plainsight.people.errors import NotAccepted, NotAllowed, NotNow
from plainsight.people.models import Officer, Team
from plainsight.people.queries import fingerprint_of
from plainsight.people.services import choose_passphrase, found_team_key, team_key
from plainsight.vault.armour import read_private, read_public
from plainsight.vault.errors import CannotUnlock
from plainsight.vault.errors import NotNow as VaultNotNow
from plainsight.vault.published import current_team_key
from plainsight.vault.services import unlock
from plainsight.vault.unlocked import Unlocked

REFUSALS = (NotNow, NotAccepted, NotAllowed)


def do(arguments: argparse.Namespace) -> str:
    """Do one step; return what to print. Raises CannotRun with a service's refusal."""
    try:
        return ACTS[arguments.what](arguments)
    except REFUSALS as error:
        raise CannotRun(str(error)) from None


def fingerprint(_arguments: argparse.Namespace) -> str:
    """Return the fingerprint that the public side must be told."""
    try:
        return str(current_team_key().public.fingerprint())
    except VaultNotNow:
        raise CannotRun("The team has no key yet. See: plainsight key found-team") from None


def found_team(arguments: argparse.Namespace) -> str:
    """Make the team's first key; the founder chooses a passphrase if they have none."""
    officer = find(arguments.officer)
    if fingerprint_of(officer):
        unlocked = opened(officer)
    else:
        unlocked = choose_passphrase(officer, passphrase=ask_passphrase("Choose a passphrase"))
    pinned = found_team_key(officer, team=team_of(officer), unlocked=unlocked)
    return f"The key is made. Start the public side with\nPLAINSIGHT_TEAM_FINGERPRINT={pinned}"


def custodians(arguments: argparse.Namespace) -> str:
    """Name the three custodians."""
    officer = find(arguments.officer)
    publics = [read_key(path, read_public) for path in arguments.public]
    team_key.name_custodians(
        officer, team=team_of(officer), unlocked=opened(officer), publics=publics
    )
    return "The three custodians are named. Any two of them recover the key."


def recover(arguments: argparse.Namespace) -> str:
    """Let an officer in by the keys of two custodians."""
    officer = find(arguments.officer)
    first, second = (read_key(path, read_private) for path in arguments.private)
    team_key.recover_key(
        officer, team=team_of(officer), unlocked=opened(officer), first=first, second=second
    )
    return f"{officer.username} is a member now and can admit others. Replace the key soon."


def rotate(arguments: argparse.Namespace) -> str:
    """Prepare the next key, put the prepared one in use, or finish: safe to run again."""
    officer = find(arguments.officer)
    team, unlocked = team_of(officer), opened(officer)
    if arguments.in_use:
        moved = team_key.put_new_key_in_use(officer, team=team, unlocked=unlocked)
        return f"In use. {moved.done} records moved over, {len(moved.stuck)} could not be opened."
    if arguments.finish:
        moved, gone = team_key.finish_rotation(officer, unlocked=unlocked)
        return f"{moved.done} late records moved over; {len(gone)} old keys destroyed."
    pinned = team_key.prepare_new_key(officer, team=team, unlocked=unlocked)
    return (
        f"Prepared. Add {pinned} to PLAINSIGHT_TEAM_FINGERPRINT of the public side, after a "
        "comma, restart it, and then run: plainsight key rotate --in-use"
    )


def remove_member(arguments: argparse.Namespace) -> str:
    """Take an officer's key away."""
    team_key.remove_member(find(arguments.username))
    return "Their key is gone. Replace the team's key if they might have kept a copy."


def erase(arguments: argparse.Namespace) -> str:
    """Destroy a record's key, for an officer who shows their passphrase."""
    officer = find(arguments.officer)
    opened(officer)
    made = team_key.erase(officer, kind=arguments.kind, record_id=arguments.record)
    return as_json(made.as_dict())


def opened(officer: Officer) -> Unlocked:
    """Ask for the officer's passphrase and open their key."""
    try:
        return unlock(holder=officer.id, passphrase=ask_passphrase("Passphrase"))
    except CannotUnlock:
        raise CannotRun("That passphrase does not unlock their key.") from None


def team_of(officer: Officer) -> Team:
    """Return the officer's only team; raises CannotRun when there is not exactly one."""
    teams = list(Team.objects.filter(memberships__officer=officer).distinct())
    if len(teams) != 1:
        raise CannotRun(f"{officer.username} must be in exactly one team for this.")
    return teams[0]


ACTS: dict[str, Callable[[argparse.Namespace], str]] = {
    "fingerprint": fingerprint,
    "found-team": found_team,
    "custodians": custodians,
    "recover": recover,
    "rotate": rotate,
    "remove-member": remove_member,
    "erase": erase,
}

"""Officers, as whoever runs the machine manages them: add, list, suspend, reset a second factor.

It needs the owner's DATABASE_URL and no secret. It can let nobody read a report: for that a new
officer needs their own passphrase and another member who admits them.
"""

from __future__ import annotations

import argparse
import secrets
from typing import TYPE_CHECKING

from plainsight.commands import CannotRun
from plainsight.commands.start import become
from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)

if TYPE_CHECKING:
    from plainsight.people.models import Officer

HELP = "add, list and suspend officers; reset a second factor"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ROLES = (
    "triage_officer",
    "supervisor",
    "intelligence_officer",
    "investigator",
    "victim_identification",
    "auditor",
    "administrator",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `plainsight user`."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    add = what.add_parser("add", help="add an officer; prints a temporary password")
    add.add_argument("username", help="small letters, digits, dot and hyphen")
    add.add_argument("name", help="as it is shown on a page")
    add.add_argument("--force", required=True, help="the force, such as 'Northmarch Police'")
    add.add_argument("--team", required=True, help="the team; made when it is not there")
    add.add_argument("--role", action="append", required=True, choices=ROLES, dest="roles")
    add.add_argument("--collar-number", default="")
    what.add_parser("list", help="list all officers with their teams and roles")
    for name, words in (
        ("suspend", "stop an officer from signing in, at once"),
        ("reset-second-factor", "take all second factors away; they enrol anew"),
    ):
        what.add_parser(name, help=words).add_argument("username")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked and say so."""
    become("owner")
    if arguments.what == "add":
        return _add(arguments)
    if arguments.what == "list":
        return _list()
    from plainsight.people.services import reset_second_factors, suspend_officer

    officer = find(arguments.username)
    if arguments.what == "suspend":
        suspend_officer(officer)
        print(f"{officer.username} is suspended and signed out everywhere.")
    else:
        reset_second_factors(officer)
        print(f"{officer.username} sets up a second factor at the next sign-in.")
    return 0


def find(username: str) -> Officer:
    """Return an officer by username; raises CannotRun when there is none."""
    from plainsight.people.models import Officer

    try:
        return Officer.objects.get_by_natural_key(username)
    except Officer.DoesNotExist:
        raise CannotRun(f"There is no officer {username!r}. See: plainsight user list") from None


def _add(arguments: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError

    from plainsight.people.errors import NotNow
    from plainsight.people.roles import Role
    from plainsight.people.services import add_officer, add_team

    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
    try:
        add_officer(
            username=arguments.username,
            name=arguments.name,
            team=add_team(name=arguments.team, force=arguments.force),
            roles=[Role(role) for role in arguments.roles],
            password=password,
            collar_number=arguments.collar_number,
        )
    except (NotNow, ValidationError) as error:
        words = error.messages if isinstance(error, ValidationError) else [str(error)]
        raise CannotRun(" ".join(words)) from None
    print(f"{arguments.username} is added. Temporary password, shown only now: {password}")
    print("At the first sign-in they set up a second factor and choose their own password.")
    return 0


def _list() -> int:
    from plainsight.people.models import Officer

    for officer in Officer.objects.order_by("username"):
        held = officer.memberships.select_related("team").order_by("team", "role")
        places = "; ".join(f"{one.get_role_display()} in {one.team}" for one in held)
        state = "" if officer.is_active else " (suspended)"
        print(f"{officer.username}{state}\t{officer}\t{places}")
    return 0

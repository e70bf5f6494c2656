"""The cast: the same few people in every test, so that each can ask who may and who may not.

Made through the real services. Everybody has the same password and passphrase and a known
authenticator secret; only those who read reports have a key.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings as django_settings
from django.test import Client

from plainsight.people.models import Officer, Team
from plainsight.people.queries import fingerprint_of
from plainsight.people.roles import Role
from plainsight.people.services import (
    add_officer,
    add_team,
    admit,
    choose_passphrase,
    found_team_key,
    set_code_secret,
)
from plainsight.vault.unlocked import Unlocked

PASSWORD = "seven quiet lanterns"
PASSPHRASE = "harbour kettle violet anthem"
CODE_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class Cast:
    """Everybody, by the part they play; `keys` holds the open keys of those who have one."""

    triage_officer: Officer
    colleague: Officer  # of the same team, without the case
    supervisor: Officer
    auditor: Officer
    administrator: Officer  # without any case rights
    stranger: Officer  # a triage officer of another force
    team: Team
    keys: dict[Officer, Unlocked] = field(default_factory=dict)

    def everybody(self) -> list[Officer]:
        """The staff, home team first."""
        return [
            self.triage_officer,
            self.colleague,
            self.supervisor,
            self.auditor,
            self.administrator,
            self.stranger,
        ]


@pytest.fixture
def cast(db: None) -> Cast:
    """The staff, each with a second factor; nobody has a key yet."""
    team = add_team(name="Modern slavery desk", force="Northmarch Police")
    other = add_team(name="Modern slavery desk", force="Southmarch Police")
    return Cast(
        triage_officer=member("amara.okafor", "Amara Okafor", team, Role.TRIAGE_OFFICER),
        colleague=member("tom.hale", "Tom Hale", team, Role.TRIAGE_OFFICER),
        supervisor=member("ruth.pennant", "Ruth Pennant", team, Role.SUPERVISOR),
        auditor=member("ines.duarte", "Ines Duarte", team, Role.AUDITOR),
        administrator=member("gwen.ashby", "Gwen Ashby", team, Role.ADMINISTRATOR),
        stranger=member("noor.elsworth", "Noor Elsworth", other, Role.TRIAGE_OFFICER),
        team=team,
    )


@pytest.fixture
def keyed_cast(cast: Cast) -> Cast:
    """The same with the team's key founded by the triage officer, and two more admitted."""
    founder = cast.triage_officer
    keys = cast.keys
    for officer in (founder, cast.colleague, cast.supervisor):
        keys[officer] = choose_passphrase(officer, passphrase=PASSPHRASE)
    found_team_key(founder, team=cast.team, unlocked=keys[founder])
    for officer in (cast.colleague, cast.supervisor):
        admit(officer, by=founder, unlocked=keys[founder], fingerprint=fingerprint_of(officer))
    return cast


def member(username: str, name: str, team: Team, role: Role) -> Officer:
    """Add one officer with the cast's password and authenticator secret."""
    officer = add_officer(
        username=username,
        name=name,
        team=team,
        roles=[role],
        password=PASSWORD,
        collar_number="4" + username[:1],
        is_password_temporary=False,
    )
    set_code_secret(officer, CODE_SECRET)
    return officer


class Browser(Client):
    """Django's test client that says where it comes from, as browsers do."""

    def __init__(self, **headers: str) -> None:
        """Send our own origin with each form."""
        super().__init__(headers={"origin": django_settings.OWN_ORIGIN, **headers})

    def sign_in(self, officer: Officer, *, unlocked: bool = False) -> Browser:
        """Sign in through the pages with password and code, and unlock if asked to."""
        fresh(officer)
        given = {"username": officer.username, "password": PASSWORD}
        assert self.post("/sign-in/", given).status_code == 302
        assert self.post("/sign-in/code/", {"code": code()}).status_code == 302
        if unlocked:
            assert self.post("/unlock/", {"passphrase": PASSPHRASE}).status_code == 302
        return self


def code(*, periods_ahead: int = 0) -> str:
    """The code that the cast's authenticator shows now, or some periods of 30 s ahead."""
    return str(format_hotp_value(hotp_value(CODE_SECRET, int(time.time()) // 30 + periods_ahead)))


def fresh(officer: Officer) -> None:
    """Let an officer's present code be used once more, as if half a minute had passed."""
    for stored in Authenticator.objects.filter(user=officer, type="totp"):
        stored.data["last_counter"] = 0
        stored.save(update_fields=["data"])


@pytest.fixture
def browser(cast: Cast, as_role: Callable[[str], Any]) -> Iterator[Browser]:
    """A browser that nobody has signed in with, of a desk that has the desk's rights only."""
    with as_role("desk"):
        yield Browser()

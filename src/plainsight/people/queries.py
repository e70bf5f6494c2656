"""What pages ask about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from plainsight.people.access import can
from plainsight.people.browsers import browser_name
from plainsight.people.models import Officer
from plainsight.vault.errors import NotAdmitted
from plainsight.vault.models import Admission
from plainsight.vault.services import member_fingerprint

SHORT = 20


@dataclass(frozen=True)
class Member:
    """A colleague as the team page shows them."""

    officer: Officer
    roles: str
    state: str
    fingerprint: str

    @property
    def short_fingerprint(self) -> str:
        """The first 80 bits in groups of four: enough to compare aloud."""
        return in_groups(self.fingerprint[:SHORT])


@dataclass(frozen=True)
class Session:
    """A session as its owner sees it in the list."""

    id: int
    name: str
    address: str
    last_seen_at: datetime
    is_this: bool


def in_groups(text: str) -> str:
    """Return a fingerprint in groups of four, as it is read aloud."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def colleagues_of(officer: Officer) -> QuerySet[Officer]:
    """Return the active officers of the teams in which this officer is, themselves included."""
    teams = list(officer.roles_by_team)
    return Officer.objects.filter(memberships__team__in=teams, is_active=True).distinct()


def fingerprint_of(officer: Officer) -> str:
    """Return the fingerprint of the officer's keys, or an empty text when they have none."""
    try:
        return member_fingerprint(officer.id)
    except NotAdmitted:
        return ""


@dataclass(frozen=True)
class Account:
    """An officer as an administrator sees them, with each role and its team in words."""

    officer: Officer
    held: list[str]


def every_officer() -> list[Account]:
    """Return everybody with an account, by name."""
    found = Officer.objects.prefetch_related("memberships__team")
    return [
        Account(
            one, sorted(f"{held.get_role_display()}, {held.team}" for held in one.memberships.all())
        )
        for one in found
    ]


def is_member(officer: Officer) -> bool:
    """Say whether the officer has been admitted to the team's key in use."""
    return Admission.objects.filter(
        holder=officer.id, removed_at__isnull=True, team_key__state="current"
    ).exists()


def members_of(officer: Officer) -> list[Member]:
    """Return the colleagues with their state: member, waiting, enrolling, or without a key."""
    return [_member(one) for one in colleagues_of(officer)]


def sessions_of(officer: Officer, this: str) -> list[Session]:
    """Return the officer's living sessions, the latest first; `this` is the present one's key."""
    living = UserSession.objects.purge_and_list(officer)
    latest = sorted(living, key=lambda session: session.last_seen_at, reverse=True)
    return [
        Session(
            id=one.id,
            name=browser_name(one.user_agent),
            address=one.ip,
            last_seen_at=one.last_seen_at,
            is_this=one.session_key == this,
        )
        for one in latest
    ]


def _member(officer: Officer) -> Member:
    fingerprint = fingerprint_of(officer)
    if not can(officer, "key.unlock"):
        state = "no_key"
    elif not fingerprint:
        state = "enrolling"
    else:
        state = "member" if is_member(officer) else "waiting"
    roles = ", ".join(sorted(str(role.label) for role in officer.roles))
    return Member(officer, roles, state, fingerprint)


def has_app(officer: Officer) -> bool:
    """Say whether the officer has set up an authenticator app."""
    return bool(Authenticator.objects.filter(user=officer, type="totp").exists())

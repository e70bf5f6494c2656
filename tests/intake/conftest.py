"""A team that can be sealed to, and a reporter's whole way up to a sent report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from plainsight.core.ids import new_id
from plainsight.intake import drafts, sending
from plainsight.intake.answers import Answers, Contact
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.models import Report
from plainsight.vault import published
from plainsight.vault.envelope import Suite
from plainsight.vault.models import TeamPublic
from plainsight.vault.opening import PrivateKey

TOLD = Answers(
    what="Six men sleep in the back of the car wash.",
    directions="Behind the station",
    when="Every night",
    danger_now=True,
    under_18=None,
    about_me=False,
    contact=Contact("A neighbour", "phone", "01632 960 001", "Only before noon", "Never at home"),
    language="en-gb",
)


@dataclass(frozen=True)
class Team:
    """A team's key pair: only the tests of what is sealed hold the private half."""

    id: UUID
    private: PrivateKey


@pytest.fixture
def team(request: pytest.FixtureRequest, settings: Any) -> Iterator[Team]:
    """A team whose key is published and pinned."""
    request.getfixturevalue("transactional_db" if "connect_as" in request.fixturenames else "db")
    private = PrivateKey.generate(Suite.HYBRID)
    settings.TEAM_FINGERPRINT = private.public().fingerprint()
    row = TeamPublic.objects.create(
        public=private.public().encode(),
        verify=bytes(32),
        fingerprint=private.public().fingerprint(),
        state=TeamPublic.State.CURRENT,
    )
    published.forget_team_key()
    yield Team(row.id, private)
    published.forget_team_key()


@pytest.fixture
def draft(team: Team) -> Draft:
    """A draft with everything but a file."""
    return drafts.begin(TOLD)


@dataclass(frozen=True)
class Given:
    """A report that was sent, as its writer and as the database know it."""

    draft: Draft
    sent: Sent
    report: Report

    @property
    def code(self) -> str:
        """The code that the reporter kept."""
        assert self.sent.return_code
        return self.sent.return_code


@pytest.fixture
def given_report(draft: Draft) -> Given:
    """A report that has arrived."""
    sent = sending.send(draft.cookie)
    return Given(draft, sent, Report.objects.get(id=draft.report))


@pytest.fixture
def draft_arguments() -> Callable[..., dict[str, Any]]:
    """Give arguments that gate.send_report takes, apart from those that a test changes."""

    def make(locator: bytes, team_key: UUID, **changed: Any) -> dict[str, Any]:
        return {
            "p_locator": locator,
            "p_revision": 1,
            "p_receipt": b"r" * 64,
            "p_report": new_id(),
            "p_channel": "web",
            "p_language": "en",
            "p_danger_now": False,
            "p_under_18": None,
            "p_about_me": None,
            "p_team_key": team_key,
            "p_body": b"b" * 285,
            "p_report_envelope": b"e" * 1169,
            "p_conversation": new_id(),
            "p_conversation_envelope": b"e" * 1169,
            "p_code_locator": None,
            "p_code_wrap": None,
            "p_files": [],
            **changed,
        }

    return make

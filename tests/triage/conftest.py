"""The cast, reports that reach them, and the log since then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache

from plainsight.audit.models import AuditEntry
from plainsight.people.models import Officer
from plainsight.people.queries import fingerprint_of
from plainsight.people.roles import Role
from plainsight.people.services import admit, choose_passphrase
from tests.cast import PASSPHRASE, Cast, browser, cast, keyed_cast, member
from tests.reported import reported

__all__ = ["browser", "cast", "keyed_cast", "reported"]
Row = tuple[str, UUID | None, str, UUID | None, dict[str, Any]]
Log = Callable[[], list[Row]]


@pytest.fixture(autouse=True)
def no_old_attempts() -> None:
    """Forget how often somebody signed in during other tests."""
    cache.clear()


@pytest.fixture
def log(db: None) -> Log:
    """Give what triage wrote to the log: verb, actor, subject and detail, in order."""

    def rows() -> list[Row]:
        written = AuditEntry.objects.order_by("id").filter(verb__startswith="report.")
        return [
            (one.verb, one.actor_id, one.subject_kind, one.subject_id, one.detail)
            for one in written.exclude(verb="report.received")
        ]

    return rows


@pytest.fixture
def examiner(keyed_cast: Cast) -> Officer:
    """The one who may look at what may show child abuse; admitted to the team's key."""
    officer = member("priya.lowe", "Priya Lowe", keyed_cast.team, Role.VICTIM_IDENTIFICATION)
    keyed_cast.keys[officer] = choose_passphrase(officer, passphrase=PASSPHRASE)
    founder = keyed_cast.triage_officer
    unlocked = keyed_cast.keys[founder]
    admit(officer, by=founder, unlocked=unlocked, fingerprint=fingerprint_of(officer))
    return officer

"""The cast at the desk, an open chat room, and visitors who come to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import time
from typing import Any
from uuid import UUID

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.chat import beginning
from plainsight.chat.beginning import Opening
from plainsight.chat.models import Hours, Presence
from plainsight.chat.visiting import ChatVisit
from plainsight.core.clock import now
from plainsight.operators.services.finding import Acting
from plainsight.people.models import Officer
from plainsight.vault import published
from plainsight.vault.models import TeamPublic
from tests.cast import Cast, browser, cast, keyed_cast

__all__ = ["browser", "cast", "keyed_cast"]
AsRole = Callable[[str], AbstractContextManager[None]]


@dataclass
class Room:
    """The room, and who comes to it."""

    cast: Cast
    as_role: AsRole

    def visitor(self, **said: Any) -> ChatVisit:
        """Somebody begins a chat."""
        visit = replace(ChatVisit.new(), stop_word="See you at mum's")
        opening = replace(Opening(text="They keep my papers", language="so"), **said)
        with self.as_role("public"):
            assert beginning.begin(visit, opening) == "begun"
        return visit

    def at(self, visit: ChatVisit, officer: Officer | None = None) -> Acting:
        """An officer at a visitor's chat: the triage officer unless named."""
        return Acting(officer or self.cast.triage_officer, visit.conversation)


@pytest.fixture
def room(keyed_cast: Cast, as_role: AsRole, settings: Any) -> Iterator[Room]:
    """An open room with the triage officer in it."""
    settings.TEAM_FINGERPRINT = TeamPublic.objects.get(state="current").fingerprint
    for day in range(7):
        Hours.objects.create(weekday=day, opens=time(0), closes=time(23, 59, 59, 999999))
    officer = keyed_cast.triage_officer.id
    Presence.objects.create(officer=officer, is_taking=True, seen_at=now())
    published.forget_team_key()
    yield Room(keyed_cast, as_role)
    published.forget_team_key()


@pytest.fixture
def logged(db: None) -> Callable[[], list[tuple[str, UUID | None]]]:
    """Give what was done in chats by officers: verb and who."""

    def rows() -> list[tuple[str, UUID | None]]:
        written = AuditEntry.objects.order_by("id").filter(
            verb__startswith="chat.", actor_kind="officer"
        )
        return [(one.verb, one.actor_id) for one in written]

    return rows

"""A team that can be sealed to, open hours with an operator, and a visitor's chat."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import time
from uuid import UUID

import pytest

from plainsight.chat.beginning import Opening, begin
from plainsight.chat.models import Hours, Presence
from plainsight.chat.visiting import ChatVisit
from plainsight.core.clock import now
from plainsight.core.ids import new_id
from tests.intake.conftest import Team
from tests.intake.conftest import team as team  # noqa: PLC0414 (a fixture)

AsRole = Callable[[str], AbstractContextManager[None]]
OPENING = Opening(text="Six men sleep in the car wash.", language="so", danger_now=True)


@dataclass(frozen=True)
class Room:
    """A chat room that is open, with one operator."""

    team: Team
    operator: UUID


@pytest.fixture
def room(team: Team) -> Room:
    """Open hours on every day, and an operator who takes chats."""
    for day in range(7):
        Hours.objects.create(weekday=day, opens=time(0), closes=time(12))
        Hours.objects.create(weekday=day, opens=time(12), closes=time(23, 59, 59, 999999))
    operator = new_id()
    Presence.objects.create(officer=operator, is_taking=True, seen_at=now())
    return Room(team, operator)


@pytest.fixture
def visit(room: Room, as_role: AsRole) -> ChatVisit:
    """A chat that somebody has begun."""
    visit = replace(ChatVisit.new(), stop_word="See you at mum's")
    with as_role("public"):
        assert begin(visit, OPENING) == "begun"
    return visit

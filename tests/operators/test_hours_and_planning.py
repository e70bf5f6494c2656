"""Hours that supervisors set hold at once, and the figures for planning count nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.chat import beginning, visitor
from plainsight.core.clock import now
from plainsight.operators.planning import figures
from plainsight.operators.services.hours import close_on, open_on, set_hours
from plainsight.people.errors import NotAllowed, NotNow
from tests.cast import Browser
from tests.operators.conftest import Room

pytestmark = pytest.mark.django_db


def test_a_day_that_is_closed_is_closed_at_once_and_logged(room: Room) -> None:
    boss, today = room.cast.supervisor, now().date()
    close_on(boss, day=today, words="A holiday")
    assert (beginning.outlook().state, beginning.outlook().why) == ("closed", "A holiday")
    open_on(boss, day=today)
    assert beginning.outlook().state == "open"
    for day in range(7):
        set_hours(boss, weekday=day, opens=None, closes=None)
    assert beginning.outlook().state == "closed"
    assert beginning.outlook().opens_at is None
    assert AuditEntry.objects.filter(verb="chat.closure_changed").count() == 2
    assert AuditEntry.objects.filter(verb="chat.hours_changed").count() == 7


def test_hours_that_end_before_they_begin_are_refused(room: Room) -> None:
    with pytest.raises(NotNow, match="before it opens"):
        set_hours(room.cast.supervisor, weekday=0, opens=time(9), closes=time(8))


@pytest.mark.parametrize(
    "act",
    [
        lambda who: set_hours(who, weekday=0, opens=None, closes=None),
        lambda who: close_on(who, day=now().date(), words="x"),
        lambda who: open_on(who, day=now().date()),
    ],
)
def test_only_supervisors_change_them(room: Room, act: Callable[[Any], None]) -> None:
    for who in (room.cast.triage_officer, room.cast.auditor, room.cast.administrator):
        with pytest.raises(NotAllowed):
            act(who)


def test_the_page_of_hours_changes_them_and_says_what_is_wrong(
    room: Room, browser: Browser
) -> None:
    desk = browser.sign_in(room.cast.supervisor)
    sent = {"kind": "day", "weekday": "2", "opens": "08:00", "closes": "18:30"}
    assert desk.post("/chat/hours/", sent).status_code == 302
    assert "08:00 to 18:30" in " ".join(desk.get("/chat/hours/").content.decode().split())
    wrong = desk.post("/chat/hours/", sent | {"closes": "07:00"})
    assert wrong.status_code == 422
    assert "before it opens" in wrong.content.decode()
    day = f"{now().date() + timedelta(days=3):%Y-%m-%d}"
    desk.post("/chat/hours/", {"kind": "close", "day": day, "words": "Training"})
    assert "Training" in desk.get("/chat/hours/").content.decode()
    desk.post("/chat/hours/", {"kind": "open", "day": day})
    assert "Training" not in desk.get("/chat/hours/").content.decode()
    assert desk.post("/chat/hours/", {"kind": "open", "day": "never"}).status_code == 422


def test_planning_counts_arrivals_and_hides_small_numbers(room: Room, browser: Browser) -> None:
    for _ in range(5):
        room.visitor(language="so")
    visitor.end(room.visitor(language="ro"))
    with room.as_role("desk"):
        found = figures(7)
    assert (found.arrived, found.answered, found.abandoned) == (6, 0, 1)
    assert found.abandoned_percent == 17
    assert [(one.words, one.is_few) for one in found.languages] == [
        ("Somali", False),
        ("Romanian", True),
    ]
    page = browser.sign_in(room.cast.supervisor).get("/chat/planning/").content.decode()
    assert "fewer than 5" in page
    assert "6 came" in page

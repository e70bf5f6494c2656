"""Counting: after a yes only, known pages only, one for a page on a day, never in the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from plainsight.feedback import counting
from plainsight.feedback.models import PageCount
from plainsight.feedback.pages import PAGES
from plainsight.intake import gates
from plainsight.intake.errors import Refused
from plainsight.public import cookies
from tests.feedback.conftest import Visitor

AsRole = Callable[[str], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def rested(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting as a fresh process does it."""
    monkeypatch.setattr(counting, "_resting", counting._Resting())


@pytest.mark.parametrize(
    ("value", "gpc", "counted"),
    [
        ("u", "", ["home"]),
        ("pu", "", ["home"]),
        ("p", "", []),
        ("n", "", []),
        ("u", "1", []),
        ("yes please", "", []),
        ("", "", []),
    ],
)
def test_pages_are_counted_only_after_a_yes_and_private_ones_never(
    visitor: Visitor, value: str, gpc: str, counted: list[str]
) -> None:
    visitor.cookies[cookies.CHOICE] = value
    headers = {"sec-gpc": gpc} if gpc else {}
    for path in ("/", "/safety/", "/contact/", "/m/", "/r/", "/nowhere/", "/leave/", "/report/"):
        visitor.get(path, headers=headers)
        visitor.post(path, headers=headers)
    visitor.head("/", headers=headers)
    assert [one.page for one in PageCount.objects.all()] == counted
    assert all(one.number == 1 for one in PageCount.objects.all())


def test_a_count_is_a_day_a_page_and_a_number_and_nothing_else(visitor: Visitor) -> None:
    visitor.cookies[cookies.CHOICE] = "u"
    for _ in range(3):
        visitor.get("/", headers={"user-agent": "marker", "referer": "http://testserver/m/"})
    kept = PageCount.objects.values().get()
    assert kept == {"day": datetime.now(UTC).date(), "page": "home", "number": 3}


def test_the_gate_takes_every_page_of_the_list_and_nothing_else(as_role: AsRole, db: None) -> None:
    with as_role("public"):
        for page in PAGES:
            gates.rows("count_page", page)
    assert {one.page for one in PageCount.objects.all()} == set(PAGES)


@pytest.mark.parametrize("page", ["messages", "report", "safety", "", "x" * 9999, "home'--", None])
def test_the_gate_refuses_any_other_page(as_role: AsRole, db: None, page: str | None) -> None:
    with as_role("public"), pytest.raises(Refused), transaction.atomic():
        gates.rows("count_page", page)


def test_the_public_role_can_neither_read_nor_write_the_counts_itself(
    connect_as: Callable[[str], Any],
) -> None:
    public = connect_as("public")
    for statement in (
        "SELECT * FROM feedback_pagecount",
        "INSERT INTO feedback_pagecount VALUES (now(), 'home', 1)",
        "UPDATE feedback_pagecount SET number = 9",
        "DELETE FROM feedback_pagecount",
        "SELECT * FROM gate.purge_feedback()",
        "SELECT gate.is_page('home')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            public.execute(statement)


def test_counting_that_fails_fails_no_page_and_rests(
    visitor: Visitor, no_database: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    called = gates.rows

    def noted(gate: str, *given: Any) -> Any:
        tried.append(gate)
        return called(gate, *given)

    monkeypatch.setattr(gates, "rows", noted)
    visitor.cookies[cookies.CHOICE] = "u"
    no_database()
    assert [visitor.get("/").status_code for _ in range(3)] == [200, 200, 200]
    assert tried == ["count_page"]


def test_counting_waits_for_nobody(visitor: Visitor, connect_as: Callable[[str], Any]) -> None:
    counting.count_page("home")
    other = connect_as("owner")
    with other.transaction():
        other.execute("SELECT * FROM feedback_pagecount FOR UPDATE")
        before = datetime.now(UTC)
        counting.count_page("home")
        assert datetime.now(UTC) - before < timedelta(seconds=2)
    connection.close()
    assert PageCount.objects.get().number == 1

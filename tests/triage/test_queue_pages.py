"""Pages of the queue: none is left out while others work on it; the live count; the page itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from plainsight.intake.models import Report
from plainsight.people.models import Officer
from plainsight.triage import queries
from plainsight.triage.queries import Page, page_of
from plainsight.triage.sorting import Order, Place
from plainsight.triage.view import View
from tests.cast import Browser, Cast
from tests.reported import Reported
from tests.triage.queued import CALM, age, shown, stands

ORDERS = [one.value for one in Order]


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two reports to a page."""
    monkeypatch.setattr(queries, "A_PAGE", 2)


@pytest.fixture
def seven(reported: Reported, small_pages: None) -> list[Report]:
    """Seven reports of different ages."""
    return [age(reported(**CALM), hours) for hours in (1, 1, 3, 5, 5, 5, 9)]


def walk(officer: Officer, query: str) -> Iterator[Page]:
    """Go from page to page as the links lead."""
    page = page_of(View.of(officer, query))
    yield page
    while page.following:
        page = page_of(View.of(officer, f"{query}&after={page.following}"))
        yield page


@pytest.mark.parametrize("order", ORDERS)
def test_the_pages_hold_every_report_once_and_lead_back_the_same_way(
    keyed_cast: Cast, seven: list[Report], order: str
) -> None:
    officer, query = keyed_cast.triage_officer, f"order={order}"
    pages = list(walk(officer, query))
    met = [row.report_id for page in pages for row in page.rows]
    assert sorted(met) == sorted(one.id for one in seven)
    assert [len(page.rows) for page in pages] == [2, 2, 2, 1]
    back = pages[-1]
    for page in reversed(pages[:-1]):
        back = page_of(View.of(officer, f"{query}&before={back.previous}"))
        assert [row.pk for row in back.rows] == [row.pk for row in page.rows]
    assert back.previous is None


def test_what_is_closed_meanwhile_makes_no_other_report_be_left_out(
    keyed_cast: Cast, seven: list[Report]
) -> None:
    officer = keyed_cast.triage_officer
    pages = walk(officer, "pile=received")
    first = next(pages)
    for row in first.rows:
        stands(row.report, state="triage")
    rest = [row.report for page in pages for row in page.rows]
    assert {row.report for row in first.rows} | set(rest) == set(seven)


@pytest.mark.parametrize(
    "place", ["", "x", "0~yesterday~z", f"0~2026-11-23T04:00~{uuid4()}", "1~2~3~4", "9" * 400]
)
def test_a_place_that_no_page_gave_out_leads_to_the_first_page(cast: Cast, place: str) -> None:
    assert Place.read(Order.RISK, place) is None
    assert View.of(cast.triage_officer, f"after={place}").is_first_page


def test_a_place_is_read_as_it_was_written(keyed_cast: Cast, seven: list[Report]) -> None:
    for order in Order:
        row = page_of(View.of(keyed_cast.triage_officer, f"order={order.value}")).rows[0]
        place = Place.of(order, row)
        assert Place.read(order, str(place)) == place


def test_counting_stops_at_a_thousand(
    keyed_cast: Cast, seven: list[Report], browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "COUNTED_UP_TO", 3)
    monkeypatch.setattr("plainsight.triage.views.queue.COUNTED_UP_TO", 3)
    browser.sign_in(keyed_cast.triage_officer)
    page = browser.get("/reports/").content.decode()
    assert "More than 3 reports" in page
    assert "3+</span>" in page


def test_the_page_reads_no_sealed_body(keyed_cast: Cast, seven: list[Report]) -> None:
    asked: list[str] = []

    def listening(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listening):
        shown(keyed_cast.triage_officer)
    assert asked
    assert not [sql for sql in asked if '"body"' in sql]


@pytest.fixture
def far(keyed_cast: Cast, reported: Reported) -> Report:
    """A report that triage has come far with, and its writer has come back to."""
    report = age(reported(danger_now=True, under_18=True), 50)
    reported.reply(report, "They were moved.")
    decided_by = report.received_hour
    taken = {"assigned_to": keyed_cast.colleague, "crime_decision_by": decided_by}
    return stands(report, grade="G2", state="triage", **taken)


@pytest.fixture
def calm(reported: Reported) -> Report:
    """Nobody is in danger."""
    return reported(**CALM)


def test_a_row_says_where_its_report_stands(
    keyed_cast: Cast, far: Report, browser: Browser
) -> None:
    report = far
    browser.sign_in(keyed_cast.triage_officer)
    page = browser.get("/reports/?under_18=on").content.decode()
    row = page[page.index(f'data-report="{report.id}"') :].split("</tr>")[0]
    for words in (
        report.reference, "In triage", "Danger now", "Under 18", "2 days ago", "Web form", "G2",
        "Priority", "Crime decision", "over", keyed_cast.colleague.name, "1 unread",
    ):  # fmt: skip
        assert words in row
    assert f"/reports/{report.id}/" in row


def test_the_news_of_a_view_are_its_count_and_what_stands_on_its_first_page(
    keyed_cast: Cast, far: Report, calm: Report, browser: Browser
) -> None:
    browser.sign_in(keyed_cast.triage_officer)
    news = json.loads(browser.get("/reports/news/?pile=waiting").content)
    assert news["count"] == 2
    assert news["first"] == {str(far.id): 1, str(calm.id): 0}
    narrowed = json.loads(browser.get("/reports/news/?pile=waiting&danger_now=on").content)
    assert narrowed["first"] == {str(far.id): 1}
    assert set(json.loads(browser.get("/reports/news/").content)) == {"alarms"}
    browser.post("/sign-out/")
    browser.sign_in(keyed_cast.stranger)
    assert json.loads(browser.get("/reports/news/?pile=all").content) == {
        "alarms": [],
        "count": 0,
        "first": {},
    }

"""The desk's pages of feedback and use, as a browser gets them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from plainsight.core.clock import now
from plainsight.feedback import usage as numbers
from plainsight.feedback.models import Feedback, PageCount
from tests.cast import Browser, Cast
from tests.feedback.conftest import Log, Sent


@pytest.fixture
def desk(sent: Sent, request: pytest.FixtureRequest) -> Browser:
    """A browser of the desk, made after the feedback could arrive."""
    found: Browser = request.getfixturevalue("browser")
    return found


@pytest.fixture
def row(sent: Sent) -> Feedback:
    """One that tells of something graver than buttons."""
    return sent("<b>Six men</b> sleep there", rating=2, page="home")


def test_the_list_shows_hour_page_and_rating_and_not_a_word(
    team: Cast, row: Feedback, browser: Browser
) -> None:
    page = browser.sign_in(team.triage_officer).get("/feedback/").content.decode()
    assert f'href="/feedback/{row.id}/"' in page
    assert "Start" in page
    assert "Bad" in page
    assert "Six men" not in page
    assert "Your key is locked." in page


def test_every_page_says_how_much_waits_to_those_who_may_know(
    team: Cast, row: Feedback, browser: Browser
) -> None:
    waits = '<span class="ps-count">1<span class="govuk-visually-hidden"> new</span></span>'
    assert waits in browser.sign_in(team.supervisor).get("/team/").content.decode()
    browser.post("/sign-out/")
    assert waits not in browser.sign_in(team.stranger).get("/account/").content.decode()


def test_opening_shows_the_words_safely_with_a_hint_that_it_may_be_a_report(
    team: Cast, row: Feedback, browser: Browser, log: Log
) -> None:
    browser.sign_in(team.triage_officer, unlocked=True)
    answer = browser.get(f"/feedback/{row.id}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "&lt;b&gt;Six men" in page
    assert "Is this a report?" in page
    assert log()[-1][:3] == ("feedback.read", "officer", team.triage_officer.id)


def test_it_is_marked_by_a_press_and_leaves_the_new(
    team: Cast, row: Feedback, browser: Browser, log: Log
) -> None:
    browser.sign_in(team.supervisor, unlocked=True)
    answer = browser.post(f"/feedback/{row.id}/settle/", {"as": "report"})
    assert answer["Location"] == "/feedback/"
    assert f"/feedback/{row.id}/" not in browser.get("/feedback/").content.decode()
    shown = browser.get("/feedback/?pile=settled").content.decode()
    assert "Passed on as a report" in shown
    again = browser.post(f"/feedback/{row.id}/settle/", {"as": "feedback"}, follow=True)
    assert "dealt with already" in again.content.decode()
    assert [line[0] for line in log()] == ["feedback.received", "feedback.passed_on"]


def test_a_stranger_gets_404_and_those_without_the_role_403(
    team: Cast, row: Feedback, browser: Browser, log: Log
) -> None:
    browser.sign_in(team.stranger)
    assert f"{row.id}" not in browser.get("/feedback/").content.decode()
    assert browser.post(f"/feedback/{row.id}/settle/").status_code == 404
    browser.post("/sign-out/")
    browser.sign_in(team.auditor)
    for path in ("/feedback/", f"/feedback/{row.id}/"):
        assert browser.get(path).status_code == 403
    assert len(log()) == 1


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("triage_officer", 403),
        ("supervisor", 200),
        ("auditor", 200),
        ("administrator", 200),
    ],
)
def test_the_use_of_the_site_is_for_those_who_run_it(
    cast: Cast, browser: Browser, part: str, status: int
) -> None:
    browser.sign_in(getattr(cast, part))
    assert browser.get("/usage/").status_code == status
    shown = browser.get("/account/").content.decode()
    assert ('href="/usage/"' in shown) == (status == 200)


def test_the_chart_has_a_column_for_each_week_and_the_table_the_same_numbers(
    cast: Cast, browser: Browser
) -> None:
    browser.sign_in(cast.auditor)
    this_week = now().date() - timedelta(days=now().date().weekday())
    with_role = {this_week: 4, this_week - timedelta(days=7): 200, this_week - timedelta(days=6): 9}
    browser_rows(with_role)
    page = browser.get("/usage/").content.decode()
    chart = page[page.index("chart-title") : page.index('id="pages"')]
    heights = [int(one) for one in re.findall(r'height="(\d+)" rx="3" class="ps-column"', chart)]
    assert len(heights) == 13
    assert heights[11] > heights[12] > 0
    assert heights[:11] == [0] * 11
    assert re.search(r"numeric\">209<", page)
    assert re.search(r"numeric\">213<", page)
    assert " style=" not in page


def browser_rows(by_day: dict[date, int]) -> None:
    """Put counts there as the owner, whose rights the test has besides the desk's."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for day, number in by_day.items():
            PageCount.objects.create(day=day, page="home", number=number)
        cursor.execute("SET ROLE plainsight_desk")


@pytest.mark.parametrize(("largest", "top"), [(0, 10), (10, 10), (11, 20), (213, 500), (999, 1000)])
def test_the_top_of_the_chart_is_a_round_number(largest: int, top: int) -> None:
    assert numbers.scale(largest) == top


def test_an_empty_site_shows_an_empty_chart(cast: Cast, browser: Browser) -> None:
    page = browser.sign_in(cast.auditor).get("/usage/").content.decode()
    assert "Nothing has been counted yet." in page


def test_nothing_of_it_needs_more_than_the_desk_may(
    team: Cast, row: Feedback, as_role: Any
) -> None:
    with as_role("desk"), pytest.raises(Exception, match="permission denied"):
        Feedback.objects.filter(id=row.id).delete()

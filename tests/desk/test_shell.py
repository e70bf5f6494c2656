"""The frame of every page: who is signed in, where they may go, what is locked."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import resolve

from plainsight.desk.navigation import ENTRIES, entries_for
from tests.cast import Browser, Cast, browser, cast, keyed_cast

__all__ = ["browser", "cast", "keyed_cast"]
READING = (
    *("Reports", "Live chat", "Enter a report", "Intelligence", "Records", "Search"),
    *("Feedback", "Team", "Rota"),
)


@pytest.fixture(autouse=True)
def no_old_attempts() -> None:
    cache.clear()


@pytest.mark.parametrize(
    ("part", "words", "front"),
    [
        ("triage_officer", [*READING, "Your account"], "/reports/"),
        (
            "supervisor",
            [*READING, "Searches", "Retention", "Use of the site", "Your account"],
            "/reports/",
        ),
        ("auditor", ["Log", "Use of the site", "Your account"], "/log/"),
        (
            "administrator",
            ["Officers", "Team", "Rota", "Use of the site", "Your account"],
            "/officers/",
        ),
    ],
)
def test_each_role_is_offered_its_own_pages_and_led_to_the_first(
    cast: Cast, browser: Browser, part: str, words: list[str], front: str
) -> None:
    officer = getattr(cast, part)
    assert [str(entry.words) for entry in entries_for(officer)] == words
    browser.sign_in(officer)
    assert browser.get("/").headers["Location"] == front
    assert browser.get(front).status_code == 200
    hidden = {entry.path for entry in ENTRIES} - {entry.path for entry in entries_for(officer)}
    assert {browser.get(path).status_code for path in hidden} == {403}


def test_every_entry_leads_to_a_page() -> None:
    for entry in ENTRIES:
        assert resolve(entry.path)


def test_the_bar_says_who_it_is_and_whether_the_key_is_open(
    keyed_cast: Cast, browser: Browser
) -> None:
    browser.sign_in(keyed_cast.triage_officer)
    text = browser.get("/reports/").text
    assert "Amara Okafor" in text
    assert 'href="/unlock/">Unlock' in text
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    assert 'action="/lock/"' in browser.get("/reports/").text


def test_who_has_no_key_is_offered_no_lock(cast: Cast, browser: Browser) -> None:
    text = browser.sign_in(cast.auditor).get("/log/").text
    assert "/unlock/" not in text
    assert "/lock/" not in text


def test_nobody_signed_in_is_led_to_the_door(browser: Browser) -> None:
    for path in ("/", "/reports/", "/log/", "/reports/news/", "/live/"):
        assert browser.get(path).headers["Location"].startswith("/sign-in/"), path


def test_a_page_about_a_failure_needs_no_request() -> None:
    assert "Something failed on our side" in render_to_string("500.html")
    assert "There is no such page" in render_to_string("404.html")


def test_a_form_from_elsewhere_is_refused_in_the_desks_own_look(
    cast: Cast, browser: Browser
) -> None:
    browser.sign_in(cast.auditor)
    answer = browser.post("/lock/", headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert "This was not sent" in answer.text
    assert "desk/desk.css" in answer.text

"""A report's way through triage in a real browser, by the keyboard alone, without scripts too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import findings, overflows
from tests.journeys.desk import Desk, report
from tests.running import demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WHAT = "The laundry on Rope Walk: the same two women, day and night."
UNOPENED = "/reports/?pile=received&order=newest"


@pytest.fixture(scope="module")
def desk(headless: Browser) -> Iterator[Desk]:
    """A whole system of its own, and a browser before it."""
    with TemporaryDirectory(prefix="plainsight-triage-") as made, demo(Path(made) / "data") as up:
        yield Desk(headless, up)


@pytest.fixture(scope="module")
def address(desk: Desk) -> str:
    """A report that has just come, not opened yet."""
    officer = desk.officer("amara.okafor", unlocked=False)
    before = _addresses(officer)
    report(desk.reporter(), WHAT)
    (came,) = _addresses(officer) - before
    return came


def _addresses(page: Page) -> set[str]:
    page.goto(UNOPENED)
    links = page.locator("tbody a[href^='/reports/']")
    return {link.get_attribute("href") or "" for link in links.all()}


def test_an_officer_triages_by_the_keyboard_alone(desk: Desk, address: str) -> None:
    officer = desk.officer("amara.okafor")
    officer.goto(address)
    expect(officer.get_by_text(WHAT)).to_be_visible()

    _open(officer, "Record THRIVE")
    for name in ("T", "H", "R", "I", "V", "E", "overall"):
        officer.locator(f"#id_thrive-rating_{name}").press("h")  # the first letter of "High"
    _write(officer, "#id_thrive-words_T", "He counts them in and out")
    officer.locator("#act-thrive button").press("Enter")
    expect(officer.get_by_text("THRIVE is recorded.")).to_be_visible()
    expect(officer.locator(".ps-history")).to_contain_text("He counts them in and out")

    _open(officer, "Grade the response")
    officer.locator("#id_grade-grade_0").press("ArrowDown")  # from the first grade to the second
    _write(officer, "#id_grade-reason", "They are there now")
    officer.locator("#act-grade button").press("Enter")
    expect(officer.locator(".ps-steps")).to_contain_text("Priority: due")

    _open(officer, "Close")
    officer.locator("#id_close-reason").press("n")
    _write(officer, "#id_close-note", "Visited")
    officer.locator("#act-close button").press("Enter")
    refused = officer.get_by_text("Record the crime recording decision first")
    expect(refused.first).to_be_visible()
    expect(officer.locator("#id_close-note")).to_have_value("Visited")


def test_two_officers_at_once_lose_nothing(desk: Desk, address: str) -> None:
    first, second = desk.officer("amara.okafor"), desk.officer("tom.hale")
    for page in (first, second):
        page.goto(address)
        _open(page, "Assign")
    first.locator("#id_assign-to").select_option(label="Amara Okafor (NM 2107)")
    first.locator("#act-assign button").click()
    expect(first.get_by_text("It is assigned.")).to_be_visible()

    _write(second, "#id_assign-note", "I know the place")
    second.locator("#id_assign-to").select_option(label="Tom Hale (NM 1844)")
    second.locator("#act-assign button").click()
    expect(second.get_by_text("Somebody else has just acted").first).to_be_visible()
    expect(second.locator("#id_assign-note")).to_have_value("I know the place")
    second.locator("#act-assign button").click()
    expect(second.locator(".ps-steps")).to_contain_text("Tom Hale")


def test_without_scripts_an_act_is_done_all_the_same(desk: Desk, address: str) -> None:
    officer = desk.officer("tom.hale", java_script_enabled=False)
    officer.goto(address)
    _open(officer, "Mark as spam or malicious")
    officer.get_by_label("Spam", exact=True).check()
    _write(officer, "#id_mark-note", "By mistake")
    officer.locator("#act-mark button").click()
    expect(officer.get_by_text("The mark is changed.")).to_be_visible()
    expect(officer.locator("#panel")).to_contain_text("Spam")


def test_the_report_with_every_act_open_is_accessible(desk: Desk, address: str) -> None:
    officer = desk.officer("amara.okafor")
    officer.goto(address)
    officer.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width in (320, 1280):
        officer.set_viewport_size({"width": width, "height": 900})
        assert findings(officer) == []
        assert not overflows(officer)


def _open(page: Page, words: str) -> None:
    """Open an act's form by its summary and the Enter key."""
    summary = page.locator("summary").filter(has_text=words).first
    summary.press("Enter")


def _write(page: Page, field: str, words: str) -> None:
    page.locator(field).press_sequentially(words)

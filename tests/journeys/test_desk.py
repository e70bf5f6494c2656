"""An officer's whole way in a real browser: the queue, a report, a question, its answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.desk import PICTURE, Desk, come_back, report, unlock
from tests.running import demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WHAT = "Four girls in a flat above the mill.\nA man drives them at night."
QUESTION = "Is the flat empty by day?"
ARRIVED = re.compile(r"^\d+ new\.")
REPLIED = re.compile(r"^Replies: \d+ new\.")


@pytest.fixture(scope="module")
def desk(headless: Browser) -> Iterator[Desk]:
    """A whole system of its own, and a browser before it."""
    with TemporaryDirectory(prefix="plainsight-desk-") as made, demo(Path(made) / "data") as up:
        yield Desk(headless, up)


def _unopened(page: Page) -> set[str]:
    """The addresses of the reports that nobody has opened and whose writers are in danger now."""
    page.goto("/reports/?pile=received&danger_now=on")
    rows = page.locator("tr.ps-queue__row--new.ps-queue__row--danger_now")
    return {row.get_by_role("link").get_attribute("href") or "" for row in rows.all()}


def first_row(page: Page) -> None:
    page.get_by_role("row").nth(1).get_by_role("link").click()


def ask(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_label("It would not harm them").check()


def test_from_the_bell_to_the_answer(desk: Desk) -> None:
    officer = desk.officer("amara.okafor", unlocked=False)
    officer.goto("/reports/")
    expect(officer.get_by_text("Your key is locked.")).to_be_visible()
    before = _unopened(officer)
    officer.goto("/reports/")
    officer.evaluate("window.stayed = true")
    officer.wait_for_timeout(1_000)  # the stream must stand before something comes

    reporter = desk.reporter()
    code = report(reporter, WHAT)
    expect(officer.get_by_text(ARRIVED)).to_be_visible()
    assert officer.evaluate("window.stayed") is True
    officer.get_by_role("link", name="Show them").click()
    expect(officer.get_by_text(ARRIVED)).to_have_count(0)

    unlock(officer, desk.running)
    (address,) = _unopened(officer) - before
    officer.goto(address)
    expect(officer.get_by_text("You are the first to open this.")).to_be_visible()
    assert officer.locator(".ps-words").first.inner_text() == WHAT
    _takes_the_file(officer)
    _sees_the_contact(officer)

    ask(officer, QUESTION)
    officer.get_by_role("button", name="Send").dblclick()
    expect(officer.locator(".moj-message-item")).to_have_count(1)
    come_back(reporter, code)
    expect(reporter.get_by_text(QUESTION)).to_have_count(1)

    officer.goto("/reports/?pile=all")
    officer.wait_for_timeout(1_000)
    reporter.fill("textarea", "Yes, from ten.")
    reporter.locator("button[value=send]").first.click()
    expect(officer.get_by_text(REPLIED)).to_be_visible()
    officer.goto(address)
    reply = officer.locator(".moj-message-item--received")
    expect(reply).to_contain_text("Yes, from ten.")
    expect(reply.get_by_text("New", exact=True)).to_be_visible()


def _takes_the_file(officer: Page) -> None:
    expect(officer.get_by_text(hashlib.sha256(PICTURE).hexdigest())).to_be_visible()
    with officer.expect_download() as coming:
        officer.get_by_role("button", name="Ask for the original").click()
    assert coming.value.path().read_bytes() == PICTURE
    assert coming.value.suggested_filename == "file-1.jpg"


def _sees_the_contact(officer: Page) -> None:
    expect(officer.get_by_text("Only in school hours")).to_be_visible()
    expect(officer.get_by_text("01632 960 123")).to_have_count(0)
    show = officer.get_by_role("button", name="Show the contact details")
    show.click()
    expect(officer.get_by_text("Please look at this again")).to_be_visible()
    officer.get_by_label("I have read what is safe").check()
    show.click()
    expect(officer.get_by_text("01632 960 123")).to_be_visible()
    expect(officer.get_by_text("Text message")).to_be_visible()


def test_all_of_it_works_without_javascript(desk: Desk) -> None:
    page = desk.officer("tom.hale", java_script_enabled=False)
    page.goto("/reports/?pile=opened")
    first_row(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Please look at this again")).to_be_visible()
    ask(page, "Asked without a script.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Asked without a script.")).to_be_visible()
    assert "#message-" in page.url


def test_all_of_it_works_from_the_keyboard_alone(desk: Desk) -> None:
    page = desk.officer("ruth.pennant")
    page.goto("/reports/?pile=opened")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the main content")
    page.keyboard.press("Enter")
    _tab_to(page, "PS-")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*-*/")
    _tab_to(page, "", "#id_text")
    page.keyboard.type("Asked by key.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#message-*")
    expect(page.get_by_text("Asked by key.")).to_be_visible()


def _tab_to(page: Page, words: str, selector: str = "*") -> None:
    """Press Tab until what has the focus begins with the words; a person sees where it is."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.inner_text().startswith(words) and focus.evaluate(
            "(one, wanted) => one.matches(wanted)", selector
        ):
            return
    pytest.fail(f"Tab never reaches {words or selector}")


def test_what_is_typed_outlives_a_lock_in_another_tab(desk: Desk) -> None:
    page = desk.officer("amara.okafor")
    page.goto("/reports/?pile=opened")
    first_row(page)
    other = page.context.new_page()
    ask(page, "Typed before the lock.")
    other.goto("/account/")
    other.request.post("/lock/", headers={"Origin": desk.running.desk})
    page.get_by_role("button", name="Send").click()
    page.get_by_label("Passphrase").fill(desk.running.value("passphrase"))
    page.get_by_role("main").get_by_role("button", name="Unlock", exact=True).click()
    page.wait_for_url("**#message-*")
    expect(page.get_by_text("Typed before the lock.")).to_be_visible()


def test_ten_tabs_share_one_stream_and_all_hear_the_bell(desk: Desk) -> None:
    first = desk.officer("tom.hale", unlocked=False)
    tabs = [first, *(first.context.new_page() for _ in range(9))]
    for tab in tabs:
        tab.goto("/reports/")  # over HTTP/1.1 a stream a tab would hang the seventh
    first.wait_for_timeout(1_000)
    report(desk.reporter(), "One more, for the bell.")
    for tab in tabs:
        expect(tab.get_by_text(ARRIVED)).to_be_visible()

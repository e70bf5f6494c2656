"""Somebody who was never here, with a small screen and a keyboard: from the start to the code.

And somebody who has to leave in the middle, and takes it up again with nothing but a code.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import desk_side
from tests.journeys.destination import TITLE
from tests.journeys.door import Door
from tests.journeys.reporter import begin, headed, press
from tests.journeys.team import TeamKey

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FARTHEST = 60  # presses of Tab


@pytest.fixture(params=["with scripts", "without scripts"])
def context(headless: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    scripts = request.param == "with scripts"
    made = headless.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=scripts)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus is on this."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"the keyboard does not get to {selector} on {page.url}")


def go_on(page: Page, title: str) -> None:
    """Press Continue by the keyboard."""
    reach(page, "main [value=on]")
    page.keyboard.press("Enter")
    headed(page, title)


def test_a_newcomer_tells_what_they_saw_by_the_keyboard_alone(
    site: Door, page: Page, team_key: TeamKey
) -> None:
    page.goto(site.origin)
    reach(page, "main a[href='/r/']")
    page.keyboard.press("Enter")
    headed(page, "Is anyone in danger right now?")
    reach(page, "[name=danger_now]")
    page.keyboard.press("ArrowUp")  # from "not sure" to "no"
    go_on(page, "Who is it happening to?")
    reach(page, "[name=way]")
    page.keyboard.press("Space")
    go_on(page, "What have you seen or heard?")
    reach(page, "textarea")
    page.keyboard.type("Six men and a van")
    go_on(page, "What have you noticed?")
    reach(page, "main summary")
    page.keyboard.press("Enter")
    reach(page, "[name=signs]")
    page.keyboard.press("Space")
    go_on(page, "Where is it happening?")
    reach(page, "[name=directions]")
    page.keyboard.type("Behind the station")
    for title in (
        "When is it happening?",
        "The people it happens to",
        "What can you say about the people who do this?",
        "Vehicles, phones and adverts",
        "Have you a photo or a file to add?",
        "Do you want us to contact you?",
        "Check what you wrote",
    ):
        go_on(page, title)
    reach(page, "main [value=send]")
    page.keyboard.press("Enter")
    expect(page.locator(".code")).to_be_visible()
    told = desk_side.opened(team_key, page.locator(".ref").inner_text())
    assert (told["what"], told["directions"]) == ("Six men and a van", "Behind the station")
    assert (told["danger_now"], told["way"], told["signs"]) == (False, "seen", ["IND001"])


def test_a_report_is_left_in_a_hurry_and_taken_up_with_its_code(
    site: Door, page: Page, context: BrowserContext, team_key: TeamKey
) -> None:
    begin(page, site.origin, way="me")
    page.locator("textarea").fill("They keep my passport")
    press(page, "Continue")
    headed(page, "Where are you?")
    page.locator("[name=directions]").fill("Near a church")
    press(page, "Might you have to stop? Get a code first")
    page.get_by_label("No. Throw it away").check()
    press(page, "Get a code")
    code = page.locator(".code").inner_text()
    page.emulate_media(media="print")
    printed = page.evaluate("document.body.innerText")
    assert printed.replace("\n", "").strip() == code
    page.emulate_media(media="screen")
    press(page, "I have the code, go on")
    headed(page, "Where are you?")
    expect(page.locator("[name=directions]")).to_have_value("Near a church")
    page.get_by_role("link", name="Leave this site").click()
    expect(page).to_have_title(TITLE)
    assert context.cookies() == []

    page.goto(f"{site.origin}/m/")
    page.locator("[name=code]").fill(code.lower())
    press(page, "Continue")
    headed(page, "Is anyone in danger right now?")
    expect(page.get_by_text("It is kept, and not shown")).to_be_visible()
    for path in ("/r/", "/r/a/", "/r/p/", "/r/c/"):
        page.goto(site.origin + path)
        assert "passport" not in page.content()
        assert "church" not in page.content()
    page.goto(f"{site.origin}/r/a/")
    page.locator("textarea").fill("There are two more of us")
    press(page, "Continue")
    headed(page, "What have you noticed?")
    page.goto(f"{site.origin}/r/c/")
    press(page, "Send and keep my code")
    expect(page.locator(".code")).to_have_text(code)
    told = desk_side.opened(team_key, page.locator(".ref").inner_text())
    assert told["what"] == "They keep my passport\n\nThere are two more of us"
    assert (told["way"], told["about_me"]) == ("me", True)


def test_danger_can_end_with_the_call_and_nothing_is_kept(
    site: Door, page: Page, context: BrowserContext
) -> None:
    page.goto(f"{site.origin}/r/")
    page.get_by_label("Yes", exact=True).check()
    press(page, "Continue")
    headed(page, "Call 999 now")
    assert page.locator("main a[href='tel:999']").is_visible()
    press(page, "Stop here")
    headed(page, "You have stopped. That is fine.")
    assert context.cookies() == []

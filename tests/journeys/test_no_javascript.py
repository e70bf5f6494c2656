"""The same way without any script: everything works, by pages and forms alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import desk_side
from tests.journeys.destination import TITLE
from tests.journeys.door import Door
from tests.journeys.reporter import TOLD, begin, come_back, press, send, write
from tests.journeys.team import TeamKey

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def context(headless: Browser) -> Iterator[BrowserContext]:
    made = headless.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def test_the_whole_way_works_without_scripts(
    site: Door, page: Page, team_key: TeamKey, tmp_path: Path
) -> None:
    photo = tmp_path / "van.txt"
    photo.write_text("a white van")
    write(page, site.origin, file=str(photo))
    reference, code = send(page)
    page.locator("summary").first.click()
    page.locator("[name=code]").fill(code.replace("-", ""))
    press(page, "Compare")
    expect(page.get_by_text("That is the same code. You have it.")).to_be_visible()
    press(page, "I have the code, finish")
    expect(page.locator("h1")).to_have_text("You are done. Thank you.")
    assert desk_side.opened(team_key, reference)["directions"] == TOLD["directions"]
    desk_side.ask(team_key, reference, "Which days?")
    come_back(page, site.origin, code)
    expect(page.locator("blockquote")).to_have_text("Which days?")
    page.locator("[name=text]").fill("Mondays")
    page.get_by_label("Show me these messages again next time").check()
    press(page, "Send")
    expect(page.get_by_text("Your message was sent.")).to_be_visible()
    expect(page.locator("blockquote")).to_have_text("Which days?")
    press(page, "Finish")
    expect(page.get_by_text("Finished.")).to_be_visible()
    assert desk_side.answers(team_key, reference) == ["Mondays"]


def test_the_exit_ends_the_visit_and_back_shows_no_typed_text(
    site: Door, page: Page, context: BrowserContext
) -> None:
    begin(page, site.origin)
    page.locator("textarea").fill("Six men")
    press(page, "Continue")
    press(page, "Continue")
    page.locator("[name=directions]").fill("Behind the station")
    page.get_by_role("link", name="Leave this site").click()
    expect(page).to_have_title(TITLE)
    assert context.cookies() == []
    page.go_back()
    assert "Six men" not in page.content()
    assert "Behind the station" not in page.content()


def test_a_browser_that_refuses_cookies_gives_the_text_back_with_phone_numbers(
    site: Door, page: Page
) -> None:
    begin(page, site.origin)
    page.context.clear_cookies()
    site.drops_cookies = True
    page.locator("textarea").fill("Six men")
    press(page, "Continue")
    expect(page.locator("h1")).to_have_text("Your browser did not keep our cookie")
    expect(page.get_by_label("What you typed")).to_have_value("Six men")
    expect(page.get_by_role("link", name="08000 121 700")).to_be_visible()


def test_what_is_wrong_is_said_beside_the_field_and_in_a_summary_that_has_the_focus(
    site: Door, page: Page
) -> None:
    begin(page, site.origin)
    press(page, "Continue")
    expect(page.locator(".errors")).to_be_focused()
    expect(page).to_have_title(re.compile("^To put right .* Form, 3 of 12$"))
    page.get_by_role("link", name="Write what you saw or heard.").click()
    assert page.url.endswith("#id_what")
    box = page.locator("textarea")
    expect(box).to_have_attribute("aria-describedby", "id_what_hint id_what_error")
    expect(page.locator("#id_what_error")).to_contain_text("Write what you saw or heard.")


def test_pressing_send_twice_sends_once_and_shows_the_same_code(
    site: Door, page: Page, context: BrowserContext
) -> None:
    write(page, site.origin)
    other = context.new_page()
    other.goto(page.url)
    assert send(page) == send(other)

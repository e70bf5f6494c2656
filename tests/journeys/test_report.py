"""A report from the first page to an answer by code, in a browser, looked over by axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.accessibility import findings
from tests.journeys import desk_side
from tests.journeys.door import Door
from tests.journeys.reporter import TITLES, TOLD, begin, come_back, headed, press, send, write
from tests.journeys.team import TeamKey

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLAIN = ("/", "/contact/", "/safety/", "/m/", "/nowhere/")
SIZES = [(320, 640), (1280, 900)]


@pytest.fixture
def context(headless: Browser) -> Iterator[BrowserContext]:
    made = headless.new_context(viewport={"width": 320, "height": 640})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def look(page: Page) -> None:
    """Find nothing wrong with the page, and nothing that is wider than the window."""
    page.evaluate("scrollTo(0, 0)")  # what is just now under the exit's bar is no small target
    assert findings(page) == [], page.url
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0, page.url


def test_a_report_arrives_sealed_and_its_writer_comes_back(
    site: Door, page: Page, team_key: TeamKey, tmp_path: Path
) -> None:
    photo = tmp_path / "van.txt"
    photo.write_text("a white van")
    write(page, site.origin, file=str(photo))
    reference, code = send(page)
    told = desk_side.opened(team_key, reference)
    texts = TOLD.keys() - told["contact"].keys()
    assert told["language"] == "en-gb"
    assert {name: told[name] for name in texts} == {name: TOLD[name] for name in texts}
    assert told["contact"] == {
        "how": "phone",
        "message": "",
        "windows": ["week_day"],
        **{name: TOLD[name] for name in ("name", "value", "times", "language", "word", "safe")},
    }
    assert (told["danger_now"], told["about_me"], told["under_18"]) == (True, False, None)
    assert (told["way"], len(told["signs"]), told["is_finished"]) == ("seen", 1, True)
    assert [(one["name"], one["size"], one["type"]) for one in told["files"]] == [
        ("van.txt", 11, "text/plain")
    ]
    desk_side.ask(team_key, reference, "Which days did you see <the van>?")
    come_back(page, site.origin, code.lower().replace("-", " "))
    expect(page.locator("blockquote")).to_have_text("Which days did you see <the van>?")
    page.reload()
    expect(page.locator("blockquote")).to_have_count(1)  # shown is not yet read
    page.locator("[name=text]").fill("Mondays")
    press(page, "Send")
    expect(page.get_by_text("Your message was sent.")).to_be_visible()
    expect(page.locator("blockquote")).to_have_count(0)
    assert desk_side.answers(team_key, reference) == ["Mondays"]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_axe_finds_nothing_on_any_page(
    site: Door, page: Page, team_key: TeamKey, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for path in PLAIN:
        page.goto(site.origin + path)
        look(page)
    begin(page, site.origin)
    press(page, "Continue")
    expect(page.locator(".errors")).to_be_focused()
    look(page)
    for way in ("me", "young"):
        write(page, site.origin, way=way, look=look)
        page.context.clear_cookies()
    write(page, site.origin, look=look)
    reference, code = send(page)
    look(page)
    page.get_by_text("Type it back").click()
    page.locator("[name=code]").fill("no")
    press(page, "Compare")
    expect(page.locator(".errors")).to_be_focused()
    look(page)
    press(page, "I have the code, finish")
    expect(page.locator("h1")).to_have_text("You are done. Thank you.")
    look(page)
    desk_side.ask(team_key, reference, "Which days?")
    come_back(page, site.origin, code)
    look(page)
    page.get_by_role("link", name="Destroy the code").click()
    expect(page.locator("h1")).to_have_text("Destroy the code?")
    look(page)


def test_pages_stand_right_to_left_in_forced_colours_and_at_four_times_the_size(
    site: Door, headless: Browser
) -> None:
    context = headless.new_context(
        viewport={"width": 320, "height": 256}, forced_colors="active", color_scheme="dark"
    )
    page = context.new_page()
    for path in (*PLAIN, "/r/"):
        page.goto(site.origin + path)
        page.evaluate("document.documentElement.dir = 'rtl'")
        look(page)
        page.evaluate("scrollTo(0, 9e9)")
        exit_link = page.locator("#exit").bounding_box()
        assert exit_link is not None
        assert (exit_link["x"], exit_link["y"], exit_link["width"]) == (0, 0, 320)
        assert exit_link["height"] >= 48
    context.close()


def test_back_keeps_what_was_typed_and_change_leads_back_to_the_check(
    site: Door, page: Page
) -> None:
    begin(page, site.origin)
    page.locator("textarea").fill("Six men")
    press(page, "Continue")
    press(page, "Continue")
    headed(page, "Where is it happening?")
    page.locator("[name=business]").fill("Regal Hand Car")
    press(page, "Back")
    press(page, "Back")
    expect(page.locator("textarea")).to_have_value("Six men")
    press(page, "Continue")
    press(page, "Continue")
    expect(page.locator("[name=business]")).to_have_value("Regal Hand Car")
    for title in TITLES["seen"][3:]:
        press(page, "Continue")
        headed(page, title)
    page.get_by_role("link", name="Change “Name of the shop, firm or website”").click()
    page.locator("[name=business]").fill("Regal Hand Car Wash")
    press(page, "Continue")
    headed(page, "Check what you wrote")
    expect(page.get_by_text("Regal Hand Car Wash")).to_be_visible()


def test_a_line_that_breaks_leaves_the_text_on_the_page(
    site: Door, page: Page, context: BrowserContext
) -> None:
    begin(page, site.origin)
    page.locator("textarea").fill("Six men")
    context.set_offline(True)
    press(page, "Continue")
    expect(page.locator("#say")).to_contain_text("What you typed is still here")
    expect(page.locator("textarea")).to_have_value("Six men")
    context.set_offline(False)
    press(page, "Continue")
    headed(page, "What have you noticed?")


def test_only_the_code_is_printed_and_nothing_else_of_a_private_page(
    site: Door, page: Page
) -> None:
    page.goto(f"{site.origin}/r/")
    page.emulate_media(media="print")
    assert page.evaluate("document.body.innerText").strip() == ""
    page.emulate_media(media="screen")
    write(page, site.origin)
    _, code = send(page)
    page.emulate_media(media="print")
    assert page.evaluate("document.body.innerText").replace("\n", "").strip() == code


def test_one_click_selects_the_whole_code(site: Door, page: Page) -> None:
    write(page, site.origin)
    _, code = send(page)
    page.locator(".code span").first.click()
    assert page.evaluate("getSelection().toString()").replace("\n", "").strip() == code


def test_there_is_no_cookie_before_something_is_sent(
    site: Door, page: Page, context: BrowserContext
) -> None:
    for path in (*PLAIN, "/r/"):
        page.goto(site.origin + path)
    assert context.cookies() == []
    press(page, "Continue")
    headed(page, "Who is it happening to?")
    assert [(one["name"], one["httpOnly"], one["sameSite"]) for one in context.cookies()] == [
        ("__Host-d", True, "Strict")
    ]

"""Signs: found by the place, ticked, carried into a report; by mouse, by key, without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.accessibility import findings, overflows
from tests.journeys.door import Door
from tests.journeys.keys import reach
from tests.journeys.reporter import headed, press

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PATHS = (
    *("/", "/what/", "/signs/", "/signs/house/", "/contact/", "/safety/"),
    *("/accessibility/", "/privacy/"),
)
SIZES = [(320, 640), (1280, 900)]
MONEY = "The workers handle no money: one person takes it all"
PASSPORT = "Someone else keeps their passport or ID"
CARRY = "Tell us, with these ticks"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def context(headless: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    made = headless.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=request.param
    )
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def to_the_signs_of_the_report(page: Page) -> None:
    """Go through the first pages of the form to the one that shows what was ticked."""
    page.get_by_label("No", exact=True).check()
    press(page, "Continue")
    page.locator("[name=way][value=seen]").check()
    press(page, "Continue")
    page.locator("[name=what]").fill("Six men")
    press(page, "Continue")
    headed(page, "What have you noticed?")


def ticked(page: Page) -> list[str]:
    """The signs that are ticked on the page."""
    return [box.get_attribute("value") or "" for box in page.locator("[name=signs]:checked").all()]


def test_what_is_ticked_at_a_place_stands_in_the_report(site: Door, page: Page) -> None:
    page.goto(f"{site.origin}/")
    page.get_by_role("link", name="Signs to look out for").click()
    page.get_by_role("link", name="Nail bar").click()
    headed(page, "Nail bar")
    page.get_by_label(MONEY).check()
    page.locator("main summary").click()
    page.get_by_label(PASSPORT).check()
    press(page, CARRY)
    headed(page, "Is anyone in danger right now?")
    assert "signs" not in page.url
    assert "IND" not in page.url
    to_the_signs_of_the_report(page)
    assert ticked(page) == ["IND016", "IND047"]


def test_what_is_ticked_by_sight_stands_in_the_report(site: Door, page: Page) -> None:
    page.goto(f"{site.origin}/signs/")
    page.locator("summary", has_text="Work and pay").click()
    page.get_by_label("They never have a day off").check()
    press(page, CARRY)
    to_the_signs_of_the_report(page)
    assert ticked(page) == ["IND036"]
    expect(page.get_by_label("They never have a day off")).to_be_visible()


def test_the_keyboard_alone_is_enough(site: Door, headless: Browser) -> None:
    page = headless.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site.origin}/signs/")
    reach(page, "Car wash")
    page.keyboard.press("Enter")
    headed(page, "Car wash")
    reach(page, MONEY)
    page.keyboard.press("Space")
    reach(page, "Signs that you may see in any place")
    page.keyboard.press("Enter")
    reach(page, PASSPORT)
    page.keyboard.press("Space")
    reach(page, CARRY)
    page.keyboard.press("Enter")
    to_the_signs_of_the_report(page)
    assert ticked(page) == ["IND016", "IND047"]
    page.close()


@pytest.mark.parametrize("size", SIZES, ids=["320", "1280"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_with_every_group_open(
    site: Door, headless: Browser, path: str, size: tuple[int, int]
) -> None:
    page = headless.new_page(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    page.goto(site.origin + path)
    for group in page.locator("main summary").all():
        group.click()
    page.evaluate("scrollTo(0, 0)")  # a box half under the exit's bar would count as too small
    assert findings(page) == []
    assert not overflows(page)
    page.close()

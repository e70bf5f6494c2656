"""Cookies and feedback in a real browser: the same with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.accessibility import findings, overflows
from tests.journeys.door import Door
from tests.journeys.reporter import press

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTHS = (320, 1280)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def context(request: pytest.FixtureRequest, headless: Browser) -> Iterator[BrowserContext]:
    size: Any = {"width": 320, "height": 640}
    made = headless.new_context(viewport=size, java_script_enabled=request.param)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def nothing_yet(site: Door) -> Iterator[None]:
    """Neither counts nor feedback, before and after."""
    empty()
    yield
    empty()


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM feedback_pagecount; DELETE FROM feedback_feedback")


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def kept(context: BrowserContext) -> dict[str, str]:
    return {one["name"]: one["value"] for one in context.cookies()}


def counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT page, number FROM feedback_pagecount")
        return dict(cursor.fetchall())


def test_the_banner_stands_under_the_exit_and_is_gone_once_it_is_answered(
    site: Door, context: BrowserContext, page: Page
) -> None:
    page.goto(f"{site.origin}/")
    assert kept(context) == {}
    leaving, asking = page.locator("#exit").bounding_box(), page.locator(".ask").bounding_box()
    assert leaving
    assert asking
    assert leaving["y"] + leaving["height"] <= asking["y"]
    sizes = [
        page.locator(".ask .row > *")
        .nth(at)
        .evaluate(
            "one => { const s = getComputedStyle(one), b = one.getBoundingClientRect();"
            "return [s.color, s.backgroundColor, s.borderColor, s.fontWeight, b.height] }"
        )
        for at in range(3)
    ]
    assert sizes[0] == sizes[1] == sizes[2]
    press(page, "Reject")
    expect(page.get_by_text("Your choice is saved.")).to_be_visible()
    assert kept(context) == {"__Host-c": "n"}
    page.get_by_role("link", name="Hide this message").click()
    expect(page.locator(".ask")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
    assert counted() == {}


def test_a_yes_is_counted_from_then_on_and_can_be_taken_back(
    site: Door, context: BrowserContext, page: Page
) -> None:
    page.goto(f"{site.origin}/")
    press(page, "Accept")
    expect(page.get_by_text("Your choice is saved.")).to_be_visible()
    assert kept(context) == {"__Host-c": "pu"}
    assert counted() == {"home": 1}
    page.goto(f"{site.origin}/safety/")
    page.goto(f"{site.origin}/m/")
    page.goto(f"{site.origin}/cookies/")
    assert counted() == {"home": 1, "cookies": 1}
    press(page, "Largest")
    expect(page.locator("html")).to_have_attribute("data-size", "largest")
    assert kept(context) == {"__Host-c": "pu", "__Host-p": "largest"}
    page.get_by_role("group", name="May we keep your text size?").get_by_label("No").check()
    page.get_by_role("group", name="May we count").get_by_label("No").check()
    press(page, "Save my choice")
    expect(page.get_by_text("Your choice is saved.")).to_be_visible()
    assert kept(context) == {"__Host-c": "n"}
    expect(page.locator("html")).not_to_have_attribute("data-size", "largest")


def test_global_privacy_control_is_never_asked(site: Door, headless: Browser) -> None:
    context = headless.new_context(extra_http_headers={"Sec-GPC": "1"})
    page = context.new_page()
    page.goto(f"{site.origin}/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".ask")).to_have_count(0)
    context.close()


def test_an_opinion_is_sent_from_the_banner_and_bad_input_comes_back(
    site: Door, context: BrowserContext, page: Page
) -> None:
    page.goto(f"{site.origin}/")
    page.get_by_role("link", name="Tell us what you think").click()
    expect(page.locator("#id_page")).to_have_value("home")
    press(page, "Send")
    expect(page.locator(".errors")).to_contain_text("Choose a word above")
    page.get_by_label("So so").check()
    page.locator("[name=text]").fill("The letters are small.")
    press(page, "Send")
    expect(page.locator("h1")).to_have_text("Thank you")
    assert kept(context) == {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT page, rating, state FROM feedback_feedback")
        assert cursor.fetchall() == [("home", 3, "new")]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/cookies/", "/cookies/?large", "/feedback/?home"])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    site: Door, headless: Browser, path: str, width: int
) -> None:
    context = headless.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{site.origin}{path}")
    assert findings(page) == []
    assert not overflows(page)
    context.close()

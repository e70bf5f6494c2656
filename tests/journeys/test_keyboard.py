"""The whole form by the keyboard alone, from the first page of the site to the end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import desk_side
from tests.journeys.door import Door
from tests.journeys.keys import choose, go_on, reach, reach_box
from tests.journeys.reporter import TOLD, headed
from tests.journeys.team import TeamKey

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_whole_form_needs_no_mouse(
    site: Door, headless: Browser, team_key: TeamKey, *, scripts: bool
) -> None:
    page = headless.new_page(viewport={"width": 320, "height": 640}, java_script_enabled=scripts)
    page.goto(f"{site.origin}/")
    reach(page, "Tell us what you saw")
    page.keyboard.press("Enter")
    headed(page, "Is anyone in danger right now?")
    choose(page, "danger_now", "no")
    go_on(page)
    choose(page, "way", "seen")
    go_on(page)
    for names in (("what",), (), ("address", "directions"), ("when",), ("exploited",)):
        for name in names:
            reach_box(page, name)
            page.keyboard.type(TOLD[name])
        go_on(page)
    for names in (("responsible",), ("vehicles", "phones"), ()):
        for name in names:
            reach_box(page, name)
            page.keyboard.type(TOLD[name])
        go_on(page)
    headed(page, "Do you want us to contact you?")
    choose(page, "how", "phone")
    reach_box(page, "value")
    page.keyboard.type(TOLD["value"])
    go_on(page)
    go_on(page, "Send and get a code")
    expect(page.locator(".code")).to_be_visible()
    report = desk_side.opened(team_key, page.locator(".ref").inner_text())
    assert report["what"] == TOLD["what"]
    assert report["phones"] == TOLD["phones"]
    go_on(page, "I have the code, finish")
    headed(page, "You are done. Thank you.")
    page.close()

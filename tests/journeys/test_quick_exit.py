"""The quick exit, in windows, with real keys. docs/quick-exit.md lists what each test shows."""

from __future__ import annotations

import functools
import time

import pytest

from tests.journeys.destination import TITLE, Destination
from tests.journeys.door import Door
from tests.journeys.headed import Display, until
from tests.journeys.walking import Opener, at, ready, stands, to_the_story, typed

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_one_escape_leaves_and_back_never_shows_us(
    site: Door, headed: Opener, display: Display, destination: Destination
) -> None:
    browser = headed()
    browser.open(destination.url + "?before")
    assert at(browser, TITLE)
    destination.requests.clear()
    ready(browser, display, f"{site.origin}/r/")
    assert destination.requests == []
    display.press("Escape")
    assert at(browser, TITLE)
    assert until(lambda: "POST /leave/" in site.asked)
    assert [asked for asked in destination.requests if "Referer" in asked] == []
    display.press("alt+Left")
    assert until(lambda: browser.url().endswith("?before"))


@pytest.mark.parametrize("times", range(5))
def test_escape_while_the_page_is_still_loading_leaves(
    site: Door, headed: Opener, display: Display, times: int
) -> None:
    browser = headed()
    site.stall_after = b"</header>"
    browser.open(f"{site.origin}/r/")
    assert until(lambda: browser.title().startswith("Form, 1 of"))
    assert browser.run("return document.readyState") == "loading"
    display.click()
    display.press("Escape")
    assert at(browser, TITLE)


@pytest.mark.parametrize("times", range(3))
def test_a_hail_of_escapes_does_not_stop_the_exit(
    site: Door, headed: Opener, display: Display, destination: Destination, times: int
) -> None:
    browser = headed()
    ready(browser, display, f"{site.origin}/r/")
    display.press(*["Escape"] * 12, pause_ms=4)
    assert at(browser, TITLE)
    assert site.asked.count("POST /leave/") == 1
    assert len(destination.requests) == 1, "the exit was begun once"


def test_a_destination_that_hangs_or_is_dead_still_hides_us(
    site: Door, headed: Opener, display: Display, destination: Destination
) -> None:
    browser = headed()
    ready(browser, display, f"{site.origin}/r/")
    browser.run(  # the page itself tells what it shows: its inspector waits for the navigation
        "setInterval(() => fetch('/x?' + document.title + document.body.innerText.trim()), 50)"
    )
    destination.hangs = True
    display.press("Escape")
    assert until(lambda: len(destination.requests) == 1)
    assert until(lambda: site.asked[-1] == "GET /x?LoadingLoading")
    display.press("Escape", "Escape")
    destination.hangs = False
    assert at(browser, TITLE), "further presses do not stop it"
    ready(browser, display, f"{site.origin}/r/")
    destination.die()
    display.press("Escape")
    assert until(lambda: "POST /leave/" in site.asked)
    assert until(lambda: "Form" not in browser.title())
    assert "in danger" not in browser.run("return document.documentElement.innerText")


def test_shift_three_times_leaves_and_each_press_is_said(
    site: Door, headed: Opener, display: Display
) -> None:
    browser = headed()
    to_the_story(browser, display, site.origin)
    said = "return document.querySelector('#say').textContent"
    typed(browser, display, "Six Men In A Van")
    assert browser.run(said) == "", "capital letters are not presses"
    display.press("Shift_L")
    assert until(lambda: "two more" in browser.run(said))
    display.press("Shift_L")
    assert until(lambda: "once more" in browser.run(said))
    display.press("Shift_L")
    assert at(browser, TITLE)


def test_escape_that_ends_a_composition_is_no_exit(
    site: Door, headed: Opener, display: Display
) -> None:
    browser = headed()
    ready(browser, display, f"{site.origin}/r/")
    for more in ("isComposing: true", "keyCode: 229"):
        browser.run(f"dispatchEvent(new KeyboardEvent('keydown', {{key: 'Escape', {more}}}))")
    assert browser.title().startswith("Form, 1 of")
    assert "POST /leave/" not in site.asked


def test_our_other_tabs_leave_as_well(site: Door, headed: Opener, display: Display) -> None:
    browser = headed()
    ready(browser, display, f"{site.origin}/contact/")
    browser.new_tab(f"{site.origin}/r/")
    assert until(functools.partial(stands, browser, f"{site.origin}/r/"))
    display.click()
    display.press("Escape")
    assert until(lambda: set(browser.titles()) - {"", "New Tab"} == {TITLE})


def test_the_link_is_the_second_tab_stop_and_works_without_scripts(
    site: Door, headed: Opener, display: Display, destination: Destination
) -> None:
    browser = headed(scripts=False)
    ready(browser, display, f"{site.origin}/r/")
    browser.open(f"{site.origin}/contact/")
    assert until(functools.partial(stands, browser, f"{site.origin}/contact/"))
    assert destination.requests == []
    assert until(lambda: browser.run("return document.readyState") == "complete")
    time.sleep(0.5)  # a window takes keys a moment after its page is there
    focused = "return document.activeElement.getAttribute('href')"
    display.press("Tab")
    assert until(lambda: browser.run(focused) == "#main")
    display.press("Tab")
    assert until(lambda: browser.run(focused) == "/leave/")
    display.press("Return")
    assert at(browser, TITLE)
    assert "GET /leave/" in site.asked

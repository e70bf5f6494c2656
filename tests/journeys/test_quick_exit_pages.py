"""The quick exit from the pages where there is something to lose: forms, files, ticks, messages."""

from __future__ import annotations

import functools

import pytest
from playwright.sync_api import Browser

from tests.journeys.destination import TITLE, Destination
from tests.journeys.door import Door
from tests.journeys.headed import Display, Headed, until
from tests.journeys.walking import Opener, at, press, ready, stands, to_the_story, typed

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ON = "button[value=on]"
SAID = "return document.querySelector('#say').textContent"
BAR = "const bar = document.querySelector('progress.up'); return [bar.hidden, bar.value]"


def is_at_the_files(browser: Headed, display: Display, origin: str) -> None:
    to_the_story(browser, display, origin)
    written = "document.querySelector('main textarea').value = 'six men'"
    press(browser, ON, f"{origin}/r/v/", first=written)
    ready(browser, display, f"{origin}/r/f/")


def test_escape_in_a_field_takes_the_typed_text_and_the_cookies_away(
    site: Door, headed: Opener, display: Display
) -> None:
    browser = headed()
    to_the_story(browser, display, site.origin)
    typed(browser, display, "six men")
    press(browser, ON, f"{site.origin}/r/v/")
    browser.open(f"{site.origin}/r/t/")
    assert until(functools.partial(stands, browser, f"{site.origin}/r/t/"))
    typed(browser, display, "mondays")
    display.press("Escape")
    assert at(browser, TITLE)
    browser.open(f"{site.origin}/r/t/")
    assert until(functools.partial(stands, browser, f"{site.origin}/r/")), "the cookie is gone"
    to_the_story(browser, display, site.origin)
    assert browser.run("return document.querySelector('main textarea').value") == ""


def test_pages_passed_on_the_way_leave_one_entry_in_the_history(
    site: Door, headed: Opener, display: Display, destination: Destination
) -> None:
    browser = headed()
    browser.open(destination.url + "?before")
    assert at(browser, TITLE)
    to_the_story(browser, display, site.origin)
    written = "document.querySelector('main textarea').value = 'six men'"
    press(browser, ON, f"{site.origin}/r/v/", first=written)
    press(browser, "button[value=back]", f"{site.origin}/r/a/")
    browser.run("document.querySelector('.foot a').click()")
    assert until(functools.partial(stands, browser, f"{site.origin}/"))
    browser.run("document.querySelector('.skip').click()")
    display.click()
    display.press("Escape")
    assert at(browser, TITLE)
    display.press("alt+Left")
    assert until(lambda: browser.url().endswith("?before"))


def test_an_upload_shows_how_far_it_is_and_escape_ends_it(
    site: Door, headed: Opener, display: Display
) -> None:
    browser = headed()
    is_at_the_files(browser, display, site.origin)
    assert browser.run(BAR) == [True, 0]
    site.upload_bytes_per_s = 3_000_000
    browser.run(
        "const made = new DataTransfer();"
        "made.items.add(new File([new Uint8Array(6e7)], 'big.bin'));"
        "document.querySelector('#file').files = made.files;"
        "window.heard = [];"
        "new MutationObserver(() => window.heard.push(document.querySelector('#say').textContent))"
        ".observe(document.querySelector('#say'), {childList: true});"
        "document.querySelector('button[value=add]').click()"
    )
    assert until(lambda: "25 %" in browser.run(SAID))
    hidden, value = browser.run(BAR)
    assert not hidden
    assert value >= 25
    heard = browser.run("return window.heard")
    assert heard == list(dict.fromkeys(heard)), "each is said once"
    assert len(heard) <= 3
    assert browser.run("return document.querySelector('#say').ariaLive") == "polite"
    display.press("Escape")
    assert at(browser, TITLE)
    assert until(lambda: site.cut_uploads > 0, seconds=20)


def test_escape_takes_ticked_signs_away(site: Door, headed: Opener, display: Display) -> None:
    browser = headed()
    ready(browser, display, f"{site.origin}/signs/")
    tick = "document.querySelector('input[name=signs]')"
    browser.run(
        f"for (const one of document.querySelectorAll('details')) one.open = true;{tick}.focus()"
    )
    display.press("space")
    assert until(lambda: browser.run(f"return {tick}.checked"))
    display.press("Escape")
    assert at(browser, TITLE)
    ready(browser, display, f"{site.origin}/signs/")
    assert browser.run("return document.querySelectorAll('input[name=signs]:checked').length") == 0


@pytest.mark.parametrize(
    ("path", "box"),
    [("/m/", "input[name=code]"), ("/feedback/", "textarea"), ("/cookies/", "input[type=radio]")],
)
def test_escape_leaves_from_every_other_form(
    site: Door, headed: Opener, display: Display, path: str, box: str
) -> None:
    browser = headed()
    ready(browser, display, site.origin + path)
    browser.run(f"document.querySelector('main {box}').focus()")
    display.type("abc")
    display.press("Escape")
    assert at(browser, TITLE)
    ready(browser, display, site.origin + path)
    assert "abc" not in browser.run(
        "return [...document.querySelectorAll('input, textarea')].map(one => one.value).join()"
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_the_cookie_banner_never_covers_the_way_out(
    site: Door, headless: Browser, width: int
) -> None:
    page = headless.new_page(viewport={"width": width, "height": 640})
    page.goto(f"{site.origin}/")
    assert page.locator(".ask").is_visible()
    on_top = """() => { const box = document.querySelector('#exit').getBoundingClientRect();
        const spots = [[.05, .1], [.5, .5], [.95, .9]];
        return spots.every(([x, y]) => document.elementFromPoint(
            box.x + x * box.width, box.y + y * box.height).id === 'exit') }"""
    below = """() => document.querySelector('.ask').getBoundingClientRect().top
        >= document.querySelector('#exit').getBoundingClientRect().bottom"""
    assert page.evaluate(on_top)
    assert page.evaluate(below)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate(on_top), "scrolled to the end it is still there"
    page.close()

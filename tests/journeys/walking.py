"""Steps that the tests of the quick exit share: our pages, in a window with the keyboard."""

from __future__ import annotations

import functools
from collections.abc import Callable

from tests.journeys.headed import Display, Headed, until

Opener = Callable[..., Headed]


def at(browser: Headed, title: str) -> bool:
    """Wait for the page of this title."""
    return until(lambda: browser.title() == title)


def stands(browser: Headed, url: str) -> bool:
    """Say whether this page is there whole."""
    return browser.url() == url and browser.run("return document.readyState") == "complete"


def ready(browser: Headed, display: Display, url: str) -> None:
    """Open a page of ours, wait until it stands, and give its window the keyboard."""
    browser.open(url)
    assert until(functools.partial(stands, browser, url)), browser.url()
    display.click()


def press(browser: Headed, button: str, leads_to: str, *, first: str = "") -> None:
    """Press a button of the form, after some script, and wait for the page that follows."""
    if first:
        browser.run(first)
    browser.run(f"document.querySelector('main {button}').click()")
    assert until(functools.partial(stands, browser, leads_to)), browser.url()


def to_the_story(browser: Headed, display: Display, origin: str) -> None:
    """Answer the two first pages and stand where one writes what was seen."""
    ready(browser, display, f"{origin}/r/")
    on = "button[value=on]"
    no = "document.querySelector('input[value=no]').checked = true"
    seen = "document.querySelector('input[value=seen]').checked = true"
    press(browser, on, f"{origin}/r/w/", first=no)
    press(browser, on, f"{origin}/r/a/", first=seen)
    display.click()


def typed(browser: Headed, display: Display, text: str) -> None:
    """Type into the page's first box, with real keys, and see that the text is there."""
    browser.run("document.querySelector('main textarea').focus()")
    display.type(text)
    value = "return document.querySelector('main textarea').value"
    assert until(lambda: browser.run(value) == text)

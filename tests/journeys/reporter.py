"""A reporter's way through the pages of the form, as a person presses their buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

TOLD = {
    "what": "Six men sleep in the back of the car wash.\nThey are driven off at five.",
    "where": "Behind the station, <Northmarch>",
    "when": "Every night",
    "value": "01632 960 001",
    "safe": "Only before noon",
}
Look = Callable[[Page], Any]


def press(page: Page, name: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=name, exact=True).click()


def write(page: Page, origin: str, *, look: Look = lambda _page: None, file: str = "") -> None:
    """Fill in the whole form up to the page where it is checked; `look` at every page."""
    page.goto(f"{origin}/r/")
    look(page)
    for name in ("what", "where", "when"):
        page.locator(f"[name={name}]").fill(TOLD[name])
        look(page)
        press(page, "Continue")
        expect(page.locator(f"[name={name}]")).to_have_count(0)
    page.get_by_role("group", name="Is anybody in danger right now?").get_by_label("Yes").check()
    page.get_by_role("group", name="Is this happening to you?").get_by_label("No").check()
    look(page)
    press(page, "Continue")
    expect(page.locator("#file")).to_be_visible()
    if file:
        page.locator("#file").set_input_files(file)
        press(page, "Add it")
        expect(page.get_by_role("button", name="Take out")).to_be_visible()
    look(page)
    press(page, "Continue")
    page.get_by_label("By phone call").check()
    page.locator("[name=value]").fill(TOLD["value"])
    page.locator("[name=safe]").fill(TOLD["safe"])
    look(page)
    press(page, "Continue")
    expect(page.locator("h1")).to_have_text("Check what you wrote")
    look(page)


def send(page: Page) -> tuple[str, str]:
    """Send it, and return the reference and the code."""
    press(page, "Send and get a code")
    expect(page.locator(".code")).to_be_visible()
    return page.locator(".ref").inner_text(), page.locator(".code").inner_text()


def come_back(page: Page, origin: str, code: str) -> None:
    """Type the code on the page of the messages."""
    page.goto(f"{origin}/m/")
    page.locator("[name=code]").fill(code)
    press(page, "Continue")
    expect(page.locator("[name=text]")).to_be_visible()

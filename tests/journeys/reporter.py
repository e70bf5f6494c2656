"""A reporter's way through the pages of the form, as a person presses their buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

TOLD = {
    "what": "Six men sleep in the back of the car wash.\nThey are driven off at five.",
    "address": "Tanner's Row, <Northmarch>",
    "business": "Regal Hand Car Wash",
    "directions": "Behind the station",
    "when": "Last night",
    "pattern": "Every night",
    "exploited": "Six men, all in their twenties",
    "responsible": "A man in a grey jacket",
    "vehicles": "White van",
    "phones": "07700 900123",
    "adverts": "carwash.example",
    "name": "Robin",
    "value": "01632 960 001",
    "times": "Before noon",
    "language": "Welsh",
    "word": "Marigold",
    "safe": "Say that you sell soap",
}
TITLES = {
    "seen": (
        "What have you seen or heard?",
        "What have you noticed?",
        "Where is it happening?",
        "When is it happening?",
        "The people it happens to",
        "What can you say about the people who do this?",
        "Vehicles, phones and adverts",
        "Have you a photo or a file to add?",
        "Do you want us to contact you?",
        "Check what you wrote",
    ),
    "me": (
        "What is happening to you?",
        "Where are you?",
        "Do you want us to contact you?",
        "Check what you wrote",
    ),
    "young": (
        "What is happening to you?",
        "Where does it happen?",
        "How can we reach you?",
        "Check what you wrote",
    ),
}
WHO = {"seen": "Someone else", "me": "Me", "young": "Me, and I am under 18"}
Look = Callable[[Page], Any]


def nothing(_page: Page) -> None:
    """Look at nothing."""


def press(page: Page, name: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=name, exact=True).click()


def headed(page: Page, title: str) -> None:
    """Wait for the page with this heading."""
    expect(page.locator("h1")).to_have_text(title)


def begin(page: Page, origin: str, *, way: str = "seen", danger: str = "No") -> None:
    """Answer the two first pages, and stand at the page of what was seen."""
    page.goto(f"{origin}/r/")
    page.get_by_label(danger, exact=True).check()
    press(page, "Continue")
    if danger == "Yes":
        headed(page, "Call 999 now")
        press(page, "Go on writing")
    headed(page, "Who is it happening to?")
    page.get_by_label(WHO[way], exact=True).check()
    press(page, "Continue")
    headed(page, TITLES[way][0])


def write(
    page: Page,
    origin: str,
    *,
    look: Look = nothing,
    file: str = "",
    way: str = "seen",
    danger: str = "Yes",
) -> None:
    """Fill in the whole form up to the page where it is checked; `look` at every page."""
    page.goto(f"{origin}/r/")
    look(page)
    begin(page, origin, way=way, danger=danger)
    for title, following in zip(TITLES[way], TITLES[way][1:], strict=False):
        headed(page, title)
        fill(page, file)
        look(page)
        press(page, "Continue")
        headed(page, following)
    look(page)


def fill(page: Page, file: str = "") -> None:
    """Answer whatever this page asks."""
    for name, text in TOLD.items():
        box = page.locator(f"main [name={name}]:not([type=radio]):not([type=hidden])")
        if box.count():
            box.fill(text)
    if page.locator("#id_signs").count():
        page.locator("summary").first.click()
        page.locator("[name=signs]").first.check()
    if page.locator("[name=how]").count():
        page.get_by_label("By phone call").check()
        page.get_by_label("Monday to Friday, 8am to 6pm").check()
    if file and page.locator("#file").count():
        page.locator("#file").set_input_files(file)
        press(page, "Add it")
        expect(page.get_by_role("button", name="Take out")).to_be_visible()


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

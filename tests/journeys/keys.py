"""A page by the keyboard alone: Tab until something has the focus, as often as a person would."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_TABS = 150
NAMED = "(e => (e.labels && e.labels[0] || e).textContent.trim())(document.activeElement)"


def reach(page: Page, name: str) -> None:
    """Press Tab until the link, button or box of this name has the focus."""
    _tab(page, f"{NAMED} === {name!r}", name)


def reach_box(page: Page, name: str) -> None:
    """Press Tab until the field of this name has the focus; of a choice, any of its answers."""
    _tab(page, f"document.activeElement.name === {name!r}", name)


def choose(page: Page, field: str, value: str) -> None:
    """Choose one answer with the arrow keys."""
    reach_box(page, field)
    page.keyboard.press("Space")
    for _ in range(page.locator(f"[name={field}]").count()):
        if page.locator(f"[name={field}][value='{value}']").is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} of {field} is not reached with the arrow keys")


def go_on(page: Page, button: str = "Continue") -> None:
    """Press a button and wait for the page that follows."""
    reach(page, button)
    page.evaluate("document.querySelector('main').dataset.old = 1")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.readyState === 'complete' && document.querySelector('main')"
        " && !document.querySelector('main').dataset.old"
    )


def _tab(page: Page, until: str, name: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(until):
            return
    raise AssertionError(f"{name} is not reached with the Tab key")

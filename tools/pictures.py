"""Pictures of pages, for docs/screenshots: cut to the window and of few colours, so small."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
WIDTHS = {320: 640, 1280: 800}
COLOURS = 48


def press(page: Page, button: str) -> None:
    """Press a button and wait for the page that it leads to."""
    before = page.url
    page.click(button)
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state()


def both(page: Page, name: str, at: str = "body") -> None:
    """Take a page, from a place on it, at the width of a small phone and of a desktop."""
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("at => document.querySelector(at).scrollIntoView()", at)
        take(page, f"{name}-{width}")


def take(page: Page, name: str) -> None:
    """Save what the window shows as a small PNG: its colours counted out, without dithering."""
    taken = page.screenshot(animations="disabled", caret="hide")
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)

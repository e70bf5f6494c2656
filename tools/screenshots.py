"""Takes the pictures in docs/screenshots from a demo of its own: `make screenshots`.

Each page at the width of a small phone and of a desktop, in Chromium, with the demo's fixed
county. Pictures are cut to the window, so that each stays small.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.running import Running, demo
from tools.chromium import FLAGS

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
WIDTHS = {320: 640, 1280: 800}
SUBMIT = "main form button[type=submit], main form button:not([type])"
SEEN = "Four men in the yard behind the bakery, there before five every morning. No gloves."


def main() -> int:
    """Take them all; return 0, or 1 where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is missing: apt-get install chromium", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="plainsight-pictures-") as folder:
        Path(folder).chmod(0o755)  # the database runs as another user when this one is root
        with demo(Path(folder) / "data") as running, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            _public(browser, running)
            _desk(browser, running)
            browser.close()
    return 0


def _public(browser: Browser, running: Running) -> None:
    """Go the visitor's way, once for each width: each sends a report of their own."""
    for width in WIDTHS:
        page = _page(browser, width)
        page.goto(f"{running.public}/")
        _take(page, "public-home", width)
        page.goto(f"{running.public}/r/")
        _take(page, "public-report", width)
        page.fill("textarea[name=what]", SEEN)
        _take(page, "public-report-filled", width)
        while not page.url.endswith("/r/c/"):
            _press(page, "button[name=go][value=on]")
        _take(page, "public-check", width)
        _press(page, "button[name=go][value=send]")
        _take(page, "public-code", width)
        page.goto(f"{running.public}/m/")
        page.fill("input[name=code]", running.return_code)
        page.click("main button")
        page.wait_for_selector("blockquote")
        _take(page, "public-messages", width)
        page.close()


def _desk(browser: Browser, running: Running) -> None:
    """Go an officer's way, signed in once and shown at both widths."""
    page = _page(browser, 1280)
    page.goto(f"{running.desk}/sign-in/")
    _both(page, "desk-sign-in")
    page.fill("input[name=username]", "amara.okafor")
    page.fill("input[name=password]", running.value("password"))
    _press(page, SUBMIT)
    page.fill("input[name=code]", running.code("amara.okafor"))
    _press(page, SUBMIT)
    page.goto(f"{running.desk}/unlock/")
    _both(page, "desk-unlock")
    page.fill("input[name=passphrase]", running.value("passphrase"))
    _press(page, SUBMIT)
    page.goto(f"{running.desk}/reports/")
    _both(page, "desk-reports")
    _press(page, "main a[href^='/reports/']:has-text('PS-')")
    _both(page, "desk-report")
    page.goto(f"{running.desk}/account/")
    _both(page, "desk-account")
    page.close()


def _press(page: Page, button: str) -> None:
    """Press a button and wait for the page that it leads to."""
    before = page.url
    page.click(button)
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state()


def _page(browser: Browser, width: int) -> Page:
    return browser.new_page(viewport={"width": width, "height": WIDTHS[width]})


def _both(page: Page, name: str) -> None:
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        _take(page, name, width)


def _take(page: Page, name: str, width: int) -> None:
    """Save what the window shows, as a small PNG."""
    path = FOLDER / f"{name}-{width}.png"
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=path, animations="disabled", caret="hide")
    print(f"  {path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    sys.exit(main())

"""What the report form costs a phone: the worst of all pages of the longest way through it.

A report is really written; each page of it is then opened afresh, with the draft's cookie and an
empty cache. How a page is weighed is said in bench.weigh.
"""

from __future__ import annotations

from itertools import chain

from playwright.sync_api import Browser, sync_playwright

from bench.stack import public_stack
from bench.weigh import Weight, weighed, worst
from tests.everypage import Walk
from tools.chromium import CHROMIUM, FLAGS

RUNS = 1


def run() -> dict[str, float]:
    """Weigh every page; return the worst value of each kind."""
    with public_stack() as stack, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        weights = _pages(browser, stack.house.public_port)
        browser.close()
    return worst("report_form", weights)


def _pages(browser: Browser, port: int) -> list[Weight]:
    context = browser.new_context()
    walk = Walk(context.new_page(), f"http://127.0.0.1:{port}")
    return [
        weighed(browser, port, walk.path, list(context.cookies()))
        for name in chain(walk.report(), walk.sent())
        if not name.endswith("-wrong")  # an answer to a form has no address of its own
    ]

"""What the pages in front of the form cost a phone: home, and signs with one of its places."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from bench.stack import public_stack
from bench.weigh import weighed, worst
from plainsight.codes.places import PLACES
from tools.chromium import CHROMIUM, FLAGS

RUNS = 1


def run() -> dict[str, float]:
    """Weigh them; signs is the worst of the page itself and every place."""
    with public_stack() as stack, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        port = stack.house.public_port
        home = [weighed(browser, port, "/")]
        paths = ["/signs/", *(f"/signs/{slug}/" for slug in PLACES)]
        signs = [weighed(browser, port, path) for path in paths]
        browser.close()
    return worst("home", home) | worst("signs", signs)

"""How old somebody has to be to understand the public site: its easiest page, and its hardest.

By SMOG, as bench.readable says; pages too short to be judged count together. Every page and state
is read as a browser shows it.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.readable import judged
from tests.everypage import Walk
from tests.running import demo
from tools.chromium import CHROMIUM, FLAGS

RUNS = 1
QUOTED = re.compile("<blockquote>.*?</blockquote>", re.DOTALL)  # what an officer wrote, not we


def run() -> dict[str, float]:
    """Read them all."""
    with tempfile.TemporaryDirectory(prefix="plainsight-reading-") as folder:
        Path(folder).chmod(0o755)  # the database runs as another user when this one is root
        with demo(Path(folder) / "data") as running, sync_playwright() as player:
            browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            walk = Walk(browser.new_page(), running.public)
            pages = {
                name: QUOTED.sub("", walk.page.content())
                for name in walk.everything(running.return_code)
                if name != "leave"  # one word, and it leads away while one reads
            }
            browser.close()
    ages = sorted((found.age, name) for name, found in judged(pages).items())
    print("\n".join(f"  {name}: {age:.1f}" for age, name in ages))
    return {"reading_age.min": round(ages[0][0], 1), "reading_age.max": round(ages[-1][0], 1)}

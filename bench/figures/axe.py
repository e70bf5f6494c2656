"""What axe finds on the public site: every page and state, in every size, colour and direction.

The rules are those of WCAG 2.2 A and AA and axe's best practice. The figure is the sum over all
pages at 320 and 1280 px, in forced colours, at 400 % zoom, and mirrored in a pseudo-language.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.accessibility import findings
from tests.everypage import Walk
from tests.looking import DESKTOP, FORCED, FORCED_WIDE, PHONE, ZOOMED, Sight
from tests.running import demo
from tools import pseudo
from tools.chromium import CHROMIUM, FLAGS

RUNS = 1
SIGHTS = (PHONE, DESKTOP, FORCED, FORCED_WIDE, ZOOMED)


def run() -> dict[str, float]:
    """Walk through the site twice: as it is, and from right to left."""
    with tempfile.TemporaryDirectory(prefix="plainsight-axe-") as folder:
        Path(folder).chmod(0o755)  # the database runs as another user when this one is root
        data = Path(folder) / "data"
        found = _found(data, SIGHTS)
        told = pseudo.make(Path(folder) / "locale")
        found += _found(data, (PHONE, DESKTOP, FORCED, ZOOMED), **told)
    return {"axe.public_findings": found}


def _found(data: Path, sights: tuple[Sight, ...], **more: str) -> int:
    pages = total = 0
    with demo(data, **more) as running, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        walk = Walk(browser.new_page(), running.public)
        for name in walk.everything(running.return_code):
            pages += name != "leave"  # which leads away while one looks; it is one link
            for sight in sights if name != "leave" else ():
                sight.take(walk.page)
                for one in findings(walk.page):
                    total += 1
                    print(f"  {name}, {sight.name}: {one}", flush=True)
        browser.close()
    print(f"  {pages} pages and states in {len(sights)} sights: {total} findings", flush=True)
    return total

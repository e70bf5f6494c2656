"""The lowest score that Lighthouse's mobile test gives to any public page.

Performance, accessibility and best practice on every page, the report's and the messages' too
(with the cookie of a real draft or visit), and search-engine optimisation on those that may be
indexed. Median of three runs each. Lighthouse is installed by npm, as its lock file says, into
.cache/lighthouse; it is no part of Plainsight.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.everypage import Walk
from tests.running import demo
from tools.chromium import CHROMIUM, FLAGS

RUNS = 1  # each page is measured three times
ROOT = Path(__file__).parents[2]
SOURCE, FOLDER = ROOT / "tools" / "lighthouse", ROOT / ".cache" / "lighthouse"
LEFT_OUT = ("-wrong", "leave", "nowhere", "no-cookies", "sent", "-rejected", "-early-code")
INDEXED = "!document.querySelector('meta[name=robots][content*=noindex]')"


def run() -> dict[str, float]:
    """Collect the addresses by walking through the site, then measure each."""
    _install()
    with tempfile.TemporaryDirectory(prefix="plainsight-lighthouse-") as folder:
        Path(folder).chmod(0o755)  # the database runs as another user when this one is root
        with demo(Path(folder) / "data") as running, sync_playwright() as player:
            browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            walk = Walk(browser.new_context().new_page(), running.public)
            lowest = min(_measured(walk, running.return_code))
            browser.close()
    return {"lighthouse.min": lowest}


def _install() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "run.mjs"):
        shutil.copy(SOURCE / name, FOLDER / name)
    if not (FOLDER / "node_modules" / "lighthouse").exists():
        subprocess.run(["npm", "ci", "--no-progress", "--silent"], cwd=FOLDER, check=True)


def _measured(walk: Walk, code: str) -> Iterator[float]:
    """Yield the lowest score of each page. A draft is measured while it is open."""
    public = [_page(walk, name) for name in walk.plain() if _is_wanted(name)]
    draft = [_page(walk, name) for name in walk.report() if _is_wanted(name)]
    yield from _scores(public + draft)
    sent = [_page(walk, name) for name in walk.sent() if name == "report-code"]
    visit = [_page(walk, name) for name in walk.messages(code) if _is_wanted(name)]
    yield from _scores(sent + visit)


def _is_wanted(name: str) -> bool:
    return not name.endswith(LEFT_OUT)


def _page(walk: Walk, name: str) -> dict[str, Any]:
    cookies = walk.page.context.cookies()
    return {
        "name": name,
        "url": walk.origin + walk.path,
        "cookie": "; ".join(f"{one.get('name')}={one.get('value')}" for one in cookies),
        "seo": bool(walk.page.evaluate(INDEXED)),
    }


def _scores(pages: list[dict[str, Any]]) -> Iterator[float]:
    done = subprocess.Popen(
        ["node", "run.mjs"],
        cwd=FOLDER,
        env={**os.environ, "CHROMIUM": CHROMIUM, "FLAGS": json.dumps(FLAGS)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert done.stdin is not None
    assert done.stdout is not None
    done.stdin.write(json.dumps(pages))
    done.stdin.close()
    seen = 0
    for line, page in zip(done.stdout, pages, strict=False):
        found = json.loads(line)
        if found["at"] != page["url"]:
            raise RuntimeError(f"{page['url']} led to {found['at']}")
        scores = ", ".join(f"{kind} {score}" for kind, score in found["scores"].items())
        print(f"  {found['name']}: {scores} {' '.join(found['lost'])}", flush=True)
        seen += 1
        yield float(min(found["scores"].values()))
    if done.wait() or seen != len(pages):
        raise RuntimeError(f"Lighthouse measured {seen} of {len(pages)} pages")

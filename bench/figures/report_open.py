"""How long opening a report takes at a desk with 100,000 of them, over HTTP, to the last byte.

Three hundred reports of the queue, each opened once by one officer: unsealed, logged, with its
conversation, its history and every act's form.
"""

from __future__ import annotations

import random
import re
import statistics

from bench.hundred_thousand import desk_of, filled
from bench.officer import OfficerBrowser

RUNS = 1
TIMES = 300
PILES = ("waiting", "received", "opened", "closed", "all")
REPORT = re.compile(r'href="(/reports/[0-9a-f-]{36}/)"')


def run() -> dict[str, float]:
    """Gather reports from every pile, and open them in a mixed order."""
    with filled() as store, desk_of(store):
        officer = OfficerBrowser(store)
        officer.sign_in()
        found = [path for pile in PILES for path in _listed(officer, pile)]
        some = random.Random(4).sample(found, min(TIMES, len(found)))  # noqa: S311 (an order)
        taken = [officer.timed(path) for path in some]
    print(f"  {len(taken)} reports, median {statistics.median(taken):.0f} ms", flush=True)
    return {"report_open.p95_ms": statistics.quantiles(taken, n=20)[-1]}


def _listed(officer: OfficerBrowser, pile: str) -> list[str]:
    """Return the addresses on the first page of a pile in both orders of age."""
    pages = [
        officer.get(f"/reports/?pile={pile}&order={order}")[1] for order in ("oldest", "newest")
    ]
    return list(dict.fromkeys(path for page in pages for path in REPORT.findall(page)))

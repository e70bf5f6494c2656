"""How long the queue of a desk with 100,000 reports takes, over HTTP, to the last byte.

The plain queue, its piles, orders and filters, pages deep in it, and views that the officer keeps,
each many times in a mixed order; the figure is the slowest twentieth's beginning.
"""

from __future__ import annotations

import html
import random
import re
import statistics

from bench.hundred_thousand import desk_of, filled
from bench.officer import OfficerBrowser

RUNS = 1
TIMES = 25
DEEP = 12
NEXT = re.compile(r'href="\?([^"]*)" rel="next"')
KEPT = {
    "Not graded, other languages": "pile=waiting&grade=none&language=other",
    "Mine, by deadline": "pile=mine&order=deadline",
    "Old and nobody's": "pile=all&assigned=nobody&age=over-30",
}
QUERIES = (
    "",
    "pile=received",
    "pile=opened",
    "pile=closed",
    "pile=all",
    "pile=all&order=newest",
    "pile=all&order=oldest",
    "order=deadline",
    "pile=all&order=deadline",
    "pile=all&danger_now=on&under_18=on",
    "pile=all&language=ro",
    "pile=all&language=sq&grade=G1&about_me=on",
    "pile=all&channel=crimestoppers&order=newest",
    "pile=opened&deadline=over",
    "pile=all&unread=on",
    "pile=all&state=marked",
)


def run() -> dict[str, float]:
    """Sign in at the real desk, keep the views, and time every address."""
    with filled() as store, desk_of(store):
        officer = OfficerBrowser(store)
        officer.sign_in()
        for name, query in KEPT.items():
            officer.post("/reports/views/", name=name, query=query)
        queries = [*QUERIES, *KEPT.values(), *_deep(officer)]
        taken: dict[str, list[float]] = {query: [] for query in queries}
        for query in random.Random(4).sample(queries * TIMES, len(queries) * TIMES):  # noqa: S311 (an order)
            taken[query].append(officer.timed(f"/reports/?{query}"))
        _told(taken)
        everything = [one for times in taken.values() for one in times]
        return {"queue.p95_ms": statistics.quantiles(everything, n=20)[-1]}


def _deep(officer: OfficerBrowser) -> list[str]:
    """Return the addresses of the last pages that the links lead to."""
    found = []
    for query in ("pile=all", "pile=waiting"):
        at = query
        for _page in range(DEEP):
            following = NEXT.search(officer.get(f"/reports/?{at}")[1])
            if following is None:
                break
            at = html.unescape(following[1])
        found.append(at)
    return found


def _told(taken: dict[str, list[float]]) -> None:
    for query, times in sorted(taken.items(), key=lambda one: -statistics.median(one[1])):
        print(f"  {statistics.median(times):6.0f} ms  {max(times):6.0f} at most  {query[:70]}")

"""How long a search through 10,000 sealed reports takes at the real desk, to the page's last byte.

One word that stands in every five hundredth report. The first search is told and not counted: it
re-wraps the keys of reports that nobody has opened yet, once and for all.
"""

from __future__ import annotations

import re
import statistics
import time

from bench.filling import RARE
from bench.hundred_thousand import desk_of, filled
from bench.officer import OfficerBrowser

RUNS = 1
REPORTS = 10_000
TIMES = 7
FOUND = re.compile(r"Found in ([\d,]+) report")


def run() -> dict[str, float]:
    """Search once to warm up, then several times."""
    with filled(REPORTS) as store, desk_of(store):
        officer = OfficerBrowser(store)
        officer.sign_in()
        print(f"  the first search: {_searched(officer):.2f} s", flush=True)
        taken = [_searched(officer) for _ in range(TIMES)]
    print("  " + ", ".join(f"{one:.2f} s" for one in taken), flush=True)
    return {"sealed_search.s": statistics.median(taken)}


def _searched(officer: OfficerBrowser) -> float:
    began = time.perf_counter()
    _status, page = officer.post("/search/", words=RARE)
    taken = time.perf_counter() - began
    found = FOUND.search(page)
    if not found or int(found[1].replace(",", "")) < REPORTS // 500:
        raise RuntimeError("the search did not find what is there")
    return taken

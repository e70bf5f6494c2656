"""Counting that a page was read: one more for a page on a day, and nothing besides.

It never fails a page, and never makes one wait twice: after a failure nothing is counted for a
while.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from plainsight.intake import gates
from plainsight.intake.errors import NotNow

PAUSE = 60.0
"""Seconds without counting after a failure."""


@dataclass
class _Resting:
    until: float = 0.0


_resting = _Resting()


def count_page(page: str) -> None:
    """Add one to today's number for a page of `pages.PAGES`. Failing is silent."""
    if time.monotonic() < _resting.until:
        return
    try:
        gates.rows("count_page", page)
    except NotNow:
        _resting.until = time.monotonic() + PAUSE

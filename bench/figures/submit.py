"""How many reports a second can be sent, and whether every one of them arrives.

The load, the site and the database share the machine. Reports are written through the real pages
first; then the last button is pressed by eight at a time, over kept connections. Afterwards every
report is looked for in the database and opened with the team's key.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from bench.stack import Stack, public_stack
from bench.visitor import Line, Visitor, write_report
from plainsight.intake import answers
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.opening import open_envelope

REPORTS = 1_200
AT_ONCE = 8
WARMING = 40
SHOWN, SENT_ON = 200, 303


@dataclass(frozen=True)
class Pressed:
    """What one press of the last button came to."""

    went: bool
    seconds: float


class _Lines(Line, threading.local):
    """A kept connection for each thread that presses, whoever it presses for."""


def run() -> dict[str, float]:
    """Measure on a fresh installation."""
    with public_stack() as stack:
        lines = _Lines(stack.house.public_port)
        visitors = [Visitor(lines) for _ in range(REPORTS)]
        for number in range(WARMING):
            _journey(Visitor(lines), f"warming {number}")
        began = time.monotonic()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(_written, visitors, range(REPORTS)))
            writing = time.monotonic() - began
            began = time.monotonic()
            pressed = list(pool.map(_pressed, visitors))
            sending = time.monotonic() - began
            began = time.monotonic()
            shown = sum(pool.map(_shown, visitors))
            reading = time.monotonic() - began
        lost = REPORTS - min(_arrived(stack), sum(one.went for one in pressed), shown)
        times = sorted(one.seconds for one in pressed)
        return {
            "submit.per_second": REPORTS / sending,
            "submit.failed": 100 * lost / REPORTS,
            "submit.p95_ms": 1000 * times[int(len(times) * 0.95)],
            "submit.journeys_per_second": REPORTS / (writing + sending + reading),
        }


def _written(visitor: Visitor, number: int) -> None:
    write_report(visitor, f"report {number}: a van comes at five and takes six men away.")


def _pressed(visitor: Visitor) -> Pressed:
    began = time.monotonic()
    page = visitor.post("/r/c/", go="send")
    return Pressed(page.status == SENT_ON and page.location == "/r/k/", time.monotonic() - began)


def _shown(visitor: Visitor) -> bool:
    return visitor.get("/r/k/").status == SHOWN


def _journey(visitor: Visitor, what: str) -> None:
    write_report(visitor, what)
    _pressed(visitor)
    _shown(visitor)


def _arrived(stack: Stack) -> int:
    """Return how many reports are there once, with their log entry, and open for the team."""
    logged = Counter(
        row[0]
        for row in stack.rows("SELECT subject_id FROM audit_entry WHERE verb = 'report.received'")
    )
    read = Counter(
        _opened(stack, report, body, envelope)
        for report, body, envelope in stack.rows(
            "SELECT r.id, r.body, k.envelope FROM intake_report r "
            "JOIN vault_recordkey k ON k.record = r.id AND k.kind = 'report'"
        )
        if logged[report] == 1
    )
    return sum(times == 1 for what, times in read.items() if what.startswith("report "))


def _opened(stack: Stack, report: UUID, body: bytes, envelope: bytes) -> str:
    key = open_envelope(stack.team_key, envelope, Context("report", report, "key"))
    return answers.decode(box.unseal(key, body, Context("report", report, "body"))).what

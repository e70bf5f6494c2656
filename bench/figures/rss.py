"""How much memory the public process holds after ten thousand reports were sent through it.

Whole journeys through the real pages: begin, write, check, send, see the code. The figure is the
resident memory (VmRSS) of the process and all below it, in millions of bytes.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.stack import Stack, public_stack
from bench.visitor import Line, Visitor, write_report

RUNS = 1
REPORTS = 10_000
AT_ONCE = 8
SHOWN = 200


class _Lines(Line, threading.local):
    """A kept connection for each thread."""


def run() -> dict[str, float]:
    """Send them all, see that all are there, and weigh the process."""
    with public_stack() as stack:
        lines = _Lines(stack.house.public_port)
        before = _weight(stack)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            shown = sum(pool.map(lambda number: _sent(lines, number), range(REPORTS)))
        arrived = stack.rows("SELECT count(*) FROM intake_report")[0][0]
        if (shown, arrived) != (REPORTS, REPORTS):
            raise RuntimeError(f"{shown} were shown their code and {arrived} reports are there")
        after = _weight(stack)
        print(f"  {before:.0f} MB before the first report, {after:.0f} MB after {REPORTS}")
        return {"public.rss_mb": after}


def _sent(lines: Line, number: int) -> bool:
    visitor = Visitor(lines)
    write_report(visitor, f"report {number}: the same six men, every morning at five.")
    visitor.post("/r/c/", go="send")
    return visitor.get("/r/k/").status == SHOWN


def _weight(stack: Stack) -> float:
    process = stack.public.process
    if process is None:
        raise RuntimeError("the public process does not run")
    return sum(_resident(one) for one in _tree(process.pid)) / 1e6


def _tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _tree(int(child)))]


def _resident(pid: int) -> int:
    """Return a process's VmRSS in bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0

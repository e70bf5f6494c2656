"""How much memory one public process needs for each visitor who only waits in a chat.

Five thousand chats of their own, each with its stream open over a real socket and told once where
its log ends. The figure is the growth of the process's resident memory, divided by them.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.chat import begin, open_room, stream
from bench.stack import Stack, public_stack
from bench.visitor import Line
from plainsight.config.serving.server import allow_many_connections

RUNS = 1
VISITORS = 5_000
WARMING = 100
AT_ONCE = 8


class _Lines(Line, threading.local):
    """A kept connection for each thread."""


def run() -> dict[str, float]:
    """Begin the chats, then open the streams, and weigh the process before and after."""
    allow_many_connections()
    with public_stack() as stack, open_room(stack), ThreadPoolExecutor(AT_ONCE) as pool:
        lines, port = _Lines(stack.house.public_port), stack.house.public_port
        cookies = list(pool.map(lambda _number: begin(lines), range(VISITORS + WARMING)))
        warm = [stream(port, cookie) for cookie in cookies[:WARMING]]
        before = _kib(stack)
        streams = list(pool.map(lambda cookie: stream(port, cookie), cookies[WARMING:]))
        after = _kib(stack)
        for one in warm + streams:
            one.close()
    print(f"  {before / 1024:.0f} MiB with {WARMING} open, {after / 1024:.0f} with {VISITORS} more")
    return {"chat.idle_kib": (after - before) / VISITORS}


def _kib(stack: Stack) -> int:
    process = stack.public.process
    if process is None:
        raise RuntimeError("the public process is not there")
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(next(row for row in status.splitlines() if row.startswith("VmRSS")).split()[1])

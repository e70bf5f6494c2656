"""One more public process beside that of a stack, with settings of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bench.stack import Stack, free_port
from plainsight.commands import processes
from plainsight.commands.processes import Child
from plainsight.commands.zones import COMMAND


@contextmanager
def another_site(stack: Stack, **settings: str) -> Iterator[int]:
    """Serve the public site with more settings, and give its port."""
    with another_process(stack, **settings) as (_child, port):
        yield port


@contextmanager
def another_process(stack: Stack, **settings: str) -> Iterator[tuple[Child, int]]:
    """Serve the public site with more settings, and give the process and its port."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    child = Child(
        "another",
        [*COMMAND, "serve", "public", "--port", str(port)],
        stack.house.environment("public", stack.server)
        | {"PLAINSIGHT_PUBLIC_URL": origin}
        | settings,
        stack.house.data / "logs" / "another.log",
        f"{origin}/",
    )
    child.start()
    try:
        processes.wait_until_up([child])
        yield child, port
    finally:
        processes.end([child])

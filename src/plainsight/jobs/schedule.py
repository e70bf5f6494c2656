"""How an app schedules a task: in its `tasks.py`, which the worker finds by itself.

    from plainsight.jobs.schedule import periodic

    @periodic("*/10 * * * *")
    def purge_drafts() -> None:
        retention.purge_drafts()

A task may run twice (a worker that dies after the work and before it said so), so it must come
to the same when repeated.
"""

from __future__ import annotations

from collections.abc import Callable

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

RETRY = RetryStrategy(max_attempts=5, linear_wait=30)


def periodic(cron: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Run a function without arguments by a cron expression (in UTC), once for all workers.

    Seconds, where it has them, are the sixth field and stand last.

    A run that is still waiting when the next is due is not doubled; one that fails is tried five
    times, 30 s apart and more. The function itself is returned, to be called as it is in tests.
    """

    def scheduled(function: Callable[[], object]) -> Callable[[], object]:
        name = f"{function.__module__}.{function.__name__}"

        def run(timestamp: int) -> None:  # noqa: ARG001 (procrastinate gives the due time by this name)
            function()

        app.periodic(cron=cron, periodic_id=name)(
            app.task(name=name, queueing_lock=name, lock=name, retry=RETRY)(run)
        )
        return function

    return scheduled

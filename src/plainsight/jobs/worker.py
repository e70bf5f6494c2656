"""The worker process: takes jobs one at a time, schedules what is due, puts back what stalled."""

from __future__ import annotations

import asyncio
import contextlib

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from plainsight.jobs.stalled import keep_putting_back


def work(*, wait: bool = True) -> None:
    """Run until SIGTERM or SIGINT, or without `wait` until the queue is empty.

    Done jobs are deleted; failed ones stay to be looked at. Django must be set up as the worker.
    """
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
    with app.replace_connector(connector) as working:
        asyncio.run(_work(working, wait=wait))


async def _work(working: App, *, wait: bool) -> None:
    async with working.open_async():
        watch = asyncio.create_task(keep_putting_back(working))
        worker = asyncio.create_task(
            working.run_worker_async(
                name="plainsight",
                wait=wait,
                concurrency=1,
                delete_jobs="successful",
                shutdown_graceful_timeout=3,
            )
        )
        try:
            await asyncio.wait({watch, worker}, return_when=asyncio.FIRST_COMPLETED)
            if watch.done():
                watch.result()  # the database went away: end, and be started again
            await worker
        finally:
            for task in (watch, worker):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

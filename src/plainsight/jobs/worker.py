"""The worker process: takes jobs one at a time, schedules what is due, puts back what stalled."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time

import psycopg
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from plainsight.jobs.stalled import keep_putting_back

LOG = logging.getLogger(__name__)
PAUSE = 2  # seconds, before a worker that lost its database tries again


def work() -> None:
    """Run until SIGTERM or SIGINT, through a restart of the database as well.

    Done jobs are deleted; failed ones stay to be looked at. Django must be set up as the worker.
    """
    is_told_to_stop = False
    while not is_told_to_stop:
        connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4, timeout=5)
        try:
            with app.replace_connector(connector) as working:
                is_told_to_stop = asyncio.run(_work(working))
        except (ConnectorException, psycopg.OperationalError):
            LOG.exception("The worker lost its database")
            time.sleep(PAUSE)


async def _work(working: App) -> bool:
    """Take jobs until told to stop, or until the worker ends by itself; return which.

    Raises ConnectorException or psycopg.OperationalError when the database goes away.
    """
    stop = asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, stop.set)
    async with working.open_async():
        taking = working.run_worker_async(
            name="plainsight",
            concurrency=1,
            delete_jobs="successful",
            shutdown_graceful_timeout=3,
            install_signal_handlers=False,
        )
        tasks = [
            asyncio.create_task(one) for one in (taking, keep_putting_back(working), stop.wait())
        ]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()  # the worker finishes its job first; what has ended stays as it is
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
    return stop.is_set()

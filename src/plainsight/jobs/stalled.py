"""Finds jobs whose worker died and puts them back into the queue."""

from __future__ import annotations

import asyncio

from procrastinate import App

SECONDS = 30  # without a sign of life until a worker counts as dead; it gives one every 10
ATTEMPTS = 5  # so that a job that kills its workers ends

# One statement, so that two workers that look at once put a job back once.
PUT_BACK = """
WITH back AS (
    UPDATE public.procrastinate_jobs SET
        attempts = attempts + 1,
        status = (
            CASE WHEN attempts + 1 >= %(attempts)s OR abort_requested THEN 'failed' ELSE 'todo' END
        )::public.procrastinate_job_status
    WHERE status = 'doing' AND (
        worker_id IS NULL
        OR worker_id IN (
            SELECT id FROM public.procrastinate_workers
            WHERE last_heartbeat < now() - make_interval(secs => %(seconds)s)
        )
    )
    RETURNING 1
)
SELECT count(*) AS number FROM back
"""


async def put_back_stalled(app: App, *, seconds: float = SECONDS) -> int:
    """Put back every job whose worker has been silent for so many seconds; return how many."""
    found = await app.connector.execute_query_one_async(
        PUT_BACK, seconds=seconds, attempts=ATTEMPTS
    )
    return int(found["number"])


async def keep_putting_back(app: App, *, every: float = 10, seconds: float = SECONDS) -> None:
    """Look for stalled jobs for ever, every so many seconds."""
    while True:
        await put_back_stalled(app, seconds=seconds)
        await asyncio.sleep(every)

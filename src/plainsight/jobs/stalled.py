"""Finds jobs whose worker died and puts them back into the queue."""

from __future__ import annotations

import asyncio

from procrastinate import App
from procrastinate.exceptions import UniqueViolation

SECONDS = 30  # without a sign of life until a worker counts as dead; it gives one every 10
ATTEMPTS = 5  # so that a job that kills its workers ends

STALLED = """
SELECT id, attempts + 1 >= %(attempts)s OR abort_requested AS is_over FROM public.procrastinate_jobs
WHERE status = 'doing' AND (worker_id IS NULL OR worker_id IN (
    SELECT id FROM public.procrastinate_workers
    WHERE last_heartbeat < now() - make_interval(secs => %(seconds)s)
))
"""
# Only the worker that was found silent loses the job: another may have taken it meanwhile.
MOVE = """
UPDATE public.procrastinate_jobs
SET attempts = attempts + 1, status = %(status)s::public.procrastinate_job_status
WHERE id = %(id)s AND status = 'doing' AND (worker_id IS NULL OR worker_id IN (
    SELECT id FROM public.procrastinate_workers
    WHERE last_heartbeat < now() - make_interval(secs => %(seconds)s)
))
"""


async def put_back_stalled(app: App, *, seconds: float = SECONDS) -> int:
    """Put back every job whose worker has been silent for so many seconds; return how many.

    A job that was begun five times, or whose like already waits to be done once, fails instead.
    """
    found = await app.connector.execute_query_all_async(STALLED, seconds=seconds, attempts=ATTEMPTS)
    for job in found:
        status = "failed" if job["is_over"] else "todo"
        try:
            await app.connector.execute_query_async(
                MOVE, id=job["id"], status=status, seconds=seconds
            )
        except UniqueViolation:  # its like waits already, under the same queueing lock
            await app.connector.execute_query_async(
                MOVE, id=job["id"], status="failed", seconds=seconds
            )
    return len(found)


async def keep_putting_back(app: App, *, every: float = 10, seconds: float = SECONDS) -> None:
    """Look for stalled jobs for ever, every so many seconds."""
    while True:
        await put_back_stalled(app, seconds=seconds)
        await asyncio.sleep(every)

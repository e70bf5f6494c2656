"""Who may touch the queue: the worker, and nobody else.

Procrastinate's right to defer is the right to queue any task, so the public side never has it.
When a service of the desk has to defer, give the desk INSERT and SELECT on the jobs, INSERT on the
events, the two sequences and `procrastinate_defer_jobs_v1`, and say here for which task.
"""

from __future__ import annotations

ALL = "SELECT, INSERT, UPDATE, DELETE"
TABLES = {
    "procrastinate_jobs": {"worker": ALL},
    "procrastinate_events": {"worker": ALL},
    "procrastinate_periodic_defers": {"worker": ALL},
    "procrastinate_workers": {"worker": ALL},
    "procrastinate_jobs_id_seq": {"worker": "USAGE"},
    "procrastinate_events_id_seq": {"worker": "USAGE"},
    "procrastinate_periodic_defers_id_seq": {"worker": "USAGE"},
}
FUNCTIONS = {
    f"public.procrastinate_{name}": {"worker"}
    for name in (
        "defer_jobs_v1",
        "defer_periodic_job_v2",
        "fetch_job_v2",
        "finish_job_v1",
        "retry_job_v2",
        "register_worker_v1",
        "unregister_worker_v1",
        "update_heartbeat_v1",
        "prune_stalled_workers_v1",
    )
}

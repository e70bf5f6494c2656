"""The worker process: jobs by schedule, under its own role, with no key that opens anything."""

from __future__ import annotations

from plainsight.commands.start import become


def run_worker() -> None:
    """Work until told to stop; returns when the running job is done."""
    become("worker")
    from plainsight.jobs.worker import work  # noqa: PLC0415 (only after Django has started)

    work()

"""The worker process: jobs by schedule, under its own role, with no key that opens anything."""

from __future__ import annotations

import argparse

from plainsight.commands.start import become

HELP = "run the worker: purging, sweeping and other jobs by schedule"


def configure(_parser: argparse.ArgumentParser) -> None:
    """`plainsight work` takes no arguments."""


def run(_arguments: argparse.Namespace) -> int:
    """Work until told to stop; return 0 once stopped."""
    run_worker()
    return 0


def run_worker() -> None:
    """Work until told to stop; returns when the running job is done."""
    become("worker")
    from plainsight.jobs.worker import work

    work()

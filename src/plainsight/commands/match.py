"""Hold the whole store of people against itself, and queue for review who may be one person."""

from __future__ import annotations

import argparse

from plainsight.commands import CannotRun
from plainsight.commands.start import become

HELP = "hold all records of people against each other, for the review queue"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what may be said about memory and the length of the queue."""
    parser.add_argument("--gigabytes", type=int, default=3, help="memory that it may take (3)")
    parser.add_argument(
        "--most", type=int, default=100_000, help="pairs that it may queue (100000)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run as the worker, on Spark where the settings say so; say how many pairs were queued."""
    become("worker")
    from django.conf import settings

    from plainsight.pole.services.batching import match_everything

    master: str = settings.MATCH_SPARK
    extra = "spark" if master else "batch"
    try:
        count = match_everything(master=master, gigabytes=arguments.gigabytes, most=arguments.most)
    except ModuleNotFoundError:
        raise CannotRun(f"The extra is missing: install plainsight[{extra}].") from None
    print(f"{count} pairs are in the review queue.")
    return 0

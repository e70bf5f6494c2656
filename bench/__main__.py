"""Runs the figures: `python -m bench`, or one of them or a family: `python -m bench submit`."""

from __future__ import annotations

import importlib
import statistics
import sys
from datetime import UTC, datetime

from bench import results
from bench.figure import FIGURES, chosen
from bench.machine import described

RUNS = 3


def measured(module: str) -> dict[str, float]:
    """Run one module as often as it asks and return the median of each of its figures."""
    measurement = importlib.import_module(f"bench.figures.{module}")
    times = getattr(measurement, "RUNS", RUNS)
    runs: list[dict[str, float]] = []
    for number in range(1, times + 1):
        print(f"{module}: run {number} of {times}", flush=True)
        runs.append(measurement.run())
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def main(wanted: str | None) -> int:
    """Measure, keep and print.

    Returns 0 when every goal is met, 1 when one is not, 2 when there is no such figure.
    """
    figures = chosen(wanted)
    if not figures:
        print(
            f"There is no figure {wanted}. There are:", *(one.name for one in FIGURES), sep="\n  "
        )
        return 2
    machine = described()
    missed = False
    for module in dict.fromkeys(figure.module for figure in figures):
        values = measured(module)
        for figure in figures:
            if figure.module != module:
                continue
            value = values[figure.name]
            results.keep(
                figure, value, machine=machine, when=f"{datetime.now(UTC):%Y-%m-%dT%H:%MZ}"
            )
            missed |= figure.met(value) is False
    print(f"\n{machine}\n{results.table({figure.name for figure in figures})}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] else None))

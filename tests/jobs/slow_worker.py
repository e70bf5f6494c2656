"""A worker, started by the tests as a process of its own, with two tasks to try it with."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from plainsight.commands.start import become

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()


def note(word: str) -> None:
    """Add a line to what the test reads."""
    with (FOLDER / "notes").open("a") as notes:
        notes.write(f"{word}\n")


if __name__ == "__main__":
    become("worker")

    from procrastinate.contrib.django import app

    from plainsight.jobs.schedule import periodic
    from plainsight.jobs.worker import work

    @app.task(name="hang")
    def hang() -> None:
        """Never end the first time."""
        note("began")
        if not (FOLDER / "free").exists():
            time.sleep(600)
        note("ended")

    @periodic("* * * * * */1")
    def every_second() -> None:
        """Say that it ran."""
        note("second")

    work()

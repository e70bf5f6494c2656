"""The worker as a process: what it does by schedule, and what becomes of its jobs when it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from plainsight.core.database.server import PrivateServer

pytestmark = pytest.mark.slow
DEFER = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'hang') RETURNING id"
)
Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def queue(connect_as: Callable[[str], psycopg.Connection[Any]]) -> psycopg.Connection[Any]:
    """The database, as somebody who may do anything."""
    return connect_as("superuser")


@pytest.fixture
def start(server: PrivateServer, queue: object, tmp_path: Path) -> Iterator[Start]:
    """Start a worker; all are gone at the end."""
    running = []

    def starting() -> subprocess.Popen[bytes]:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": "src",
            "DATABASE_URL": server.url("worker"),
            "PLAINSIGHT_DATA": str(tmp_path),
            "PLAINSIGHT_SECRET_KEY": "a key for a test, 32 characters long",
        }
        command = [sys.executable, str(Path(__file__).with_name("slow_worker.py")), str(tmp_path)]
        running.append(subprocess.Popen(command, env=environment))
        return running[-1]

    yield starting
    for process in running:
        process.kill()
        process.wait()


def until(is_true: Callable[[], object], what: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def noted(folder: Path, word: str) -> int:
    path = folder / "notes"
    return path.read_text().split().count(word) if path.exists() else 0


def state(queue: psycopg.Connection[Any], job: int) -> tuple[str, int] | None:
    return queue.execute(
        "SELECT status, attempts FROM procrastinate_jobs WHERE id = %s", [job]
    ).fetchone()


def deferred(queue: psycopg.Connection[Any]) -> int:
    row = queue.execute(DEFER).fetchone()
    assert row
    return int(row[0])


def test_a_job_whose_worker_was_killed_is_found_after_30_seconds_and_done_by_another(
    queue: psycopg.Connection[Any], start: Start, tmp_path: Path
) -> None:
    job = deferred(queue)
    first = start()
    until(lambda: noted(tmp_path, "began") == 1, "the first worker takes the job")
    first.send_signal(signal.SIGKILL)
    first.wait()
    (tmp_path / "free").touch()
    assert state(queue, job) == ("doing", 0), "nobody was there to say that it died"
    start()
    until(lambda: noted(tmp_path, "second") > 2, "the second worker works")
    assert state(queue, job) == ("doing", 0), "silent for less than 30 seconds is not dead"
    queue.execute(
        "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 s' "
        "WHERE id = (SELECT worker_id FROM procrastinate_jobs WHERE id = %s)",
        [job],
    )
    until(lambda: noted(tmp_path, "ended") == 1, "the second worker does it")
    until(lambda: state(queue, job) is None, "what is done is deleted")


def test_a_job_that_kills_every_worker_is_given_up_in_the_end(
    queue: psycopg.Connection[Any], start: Start, tmp_path: Path
) -> None:
    job = deferred(queue)
    queue.execute(
        "UPDATE procrastinate_jobs SET status = 'doing', attempts = 4 WHERE id = %s", [job]
    )
    start()
    until(lambda: state(queue, job) == ("failed", 5), "five times is enough")
    assert noted(tmp_path, "began") == 0


def test_a_stalled_job_whose_like_waits_already_makes_way_for_it(
    queue: psycopg.Connection[Any], start: Start, tmp_path: Path
) -> None:
    """So it is with a task by schedule that died and came due again."""
    (tmp_path / "free").touch()
    stalled, waiting = deferred(queue), deferred(queue)
    queue.execute(
        "UPDATE procrastinate_jobs SET queueing_lock = 'one', scheduled_at = "
        "CASE id WHEN %s THEN NULL ELSE now() + interval '3 s' END, "
        "status = CASE id WHEN %s THEN 'doing' ELSE 'todo' END::procrastinate_job_status",
        [stalled, stalled],
    )
    start()
    until(lambda: state(queue, stalled) == ("failed", 1), "the stalled one makes way")
    until(lambda: state(queue, waiting) is None, "the other one is done")
    assert noted(tmp_path, "began") == 1


def test_a_task_by_schedule_runs_once_however_many_workers_there_are(
    queue: psycopg.Connection[Any], start: Start, tmp_path: Path
) -> None:
    start()
    start()
    until(lambda: noted(tmp_path, "second") >= 5, "it runs")
    began = time.monotonic()
    before = noted(tmp_path, "second")
    time.sleep(4)
    assert noted(tmp_path, "second") - before <= time.monotonic() - began + 1


def test_a_worker_told_to_stop_ends_well_and_leaves_no_trace(
    queue: psycopg.Connection[Any], start: Start, tmp_path: Path
) -> None:
    process = start()
    until(lambda: noted(tmp_path, "second"), "it works")
    process.terminate()
    assert process.wait(10) == 0
    assert queue.execute("SELECT count(*) FROM procrastinate_workers").fetchone() == (0,)


def test_a_worker_whose_connections_are_cut_goes_on_by_itself(
    queue: psycopg.Connection[Any], start: Start, tmp_path: Path
) -> None:
    process = start()
    until(lambda: noted(tmp_path, "second"), "it works")
    queue.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'plainsight_worker'"
    )
    before = noted(tmp_path, "second")
    until(lambda: noted(tmp_path, "second") > before + 2, "it works again")
    assert process.poll() is None


def test_the_command_starts_the_worker_with_the_tasks_of_the_apps(
    queue: psycopg.Connection[Any], server: PrivateServer, tmp_path: Path
) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": server.url("worker"),
        "PLAINSIGHT_DATA": str(tmp_path),
        "PLAINSIGHT_SECRET_KEY": "a key for a test, 32 characters long",
    }
    queue.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
        "VALUES ('default', 'plainsight.intake.tasks.purge_drafts', '{\"timestamp\": 0}')"
    )
    command = [sys.executable, "-m", "plainsight.commands", "work"]
    with subprocess.Popen(command, env=environment) as process:
        until(
            lambda: queue.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (0,),
            "the purge runs under the worker's role and is done",
        )
        process.terminate()
        assert process.wait(10) == 0

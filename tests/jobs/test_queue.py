"""Who may queue what, and what a task by schedule is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from procrastinate.contrib.django import app

from plainsight.jobs.schedule import periodic

DEFER = (
    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'any', 0, NULL, NULL, '{}', NULL)]"
    "::procrastinate_job_to_defer_v1[])"
)


def test_the_worker_may_queue(connect_as: Callable[[str], psycopg.Connection[Any]]) -> None:
    assert connect_as("worker").execute(DEFER).fetchone()


@pytest.mark.parametrize("role", ["public", "desk", "cms", "checkpoint"])
@pytest.mark.parametrize(
    "statement",
    [
        DEFER,
        "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'any')",
        "SELECT args FROM procrastinate_jobs",
        "UPDATE procrastinate_jobs SET task_name = 'any'",
        "SELECT procrastinate_fetch_job_v2(NULL, 1)",
    ],
)
def test_nobody_else_queues_reads_or_takes_a_job(
    connect_as: Callable[[str], psycopg.Connection[Any]], role: str, statement: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect_as(role).execute(statement.encode())


def test_a_function_by_schedule_stays_callable_and_is_never_queued_twice() -> None:
    ran = []

    @periodic("0 4 * * *")
    def tidy() -> None:
        ran.append("tidied")

    tidy()
    task = app.tasks[f"{__name__}.tidy"]
    task.func(timestamp=0)
    assert ran == ["tidied", "tidied"]
    assert task.queueing_lock == task.lock == task.name
    assert task.retry_strategy is not None
    del app.tasks[task.name]
    del app.periodic_registry.periodic_tasks[task.name, task.name]


def test_the_apps_tasks_are_found() -> None:
    names = {name for name in app.tasks if name.startswith("plainsight.")}
    assert "plainsight.intake.tasks.purge_drafts" in names
    scheduled = {name for name, _ in app.periodic_registry.periodic_tasks}
    assert names == scheduled

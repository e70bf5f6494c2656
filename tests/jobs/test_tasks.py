"""What the worker does by schedule, with the worker's own rights."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from croniter import croniter
from django.db import connection
from procrastinate.contrib.django import app

from plainsight.core.clock import now
from plainsight.jobs.tasks import sweep_erased_keys
from plainsight.vault.models import Erasure


def test_every_task_is_known_to_the_queue() -> None:
    assert {
        "plainsight.intake.tasks.purge_drafts",
        "plainsight.intake.tasks.purge_orphan_files",
        "plainsight.jobs.tasks.sweep_erased_keys",
    } <= set(app.tasks)


@pytest.mark.django_db(transaction=True)
def test_an_erasure_that_could_not_be_swept_is_swept_later_by_the_worker() -> None:
    erased = Erasure.objects.create(
        record=uuid4(), kind="report", erased_at=now(), last_backup_expires_on=now().date()
    )
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE plainsight_worker")
    try:
        sweep_erased_keys()
    finally:
        connection.close()
    erased.refresh_from_db()
    assert erased.swept_at is not None


def test_what_has_to_be_quick_runs_every_fifteen_seconds() -> None:
    """Seconds are the last field of an expression: in front they would mean a quarter of an hour.

    Alarms and protected people cannot wait that long.
    """
    quick = {
        "plainsight.triage.tasks.see_to_alarms",
        "plainsight.pole.tasks.see_to_protected",
    }
    found = {task.task.name: task for task in app.periodic_registry.periodic_tasks.values()}
    for name in quick:
        cron = croniter(found[name].cron, datetime(2026, 1, 1, tzinfo=UTC))
        times = [cron.get_next(datetime) for _n in range(3)]
        assert [later - one for one, later in pairwise(times)] == [timedelta(seconds=15)] * 2

"""What the worker does by schedule, with the worker's own rights."""

from __future__ import annotations

from uuid import uuid4

import pytest
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

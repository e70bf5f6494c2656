"""What the worker does for chats, with its own rights."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from plainsight.chat.models import DayKey
from plainsight.chat.tasks import purge_chats, sweep_chats
from plainsight.core.clock import now

DESTROYED = bytes(range(90, 122))


@pytest.mark.django_db(transaction=True)
def test_yesterdays_key_is_destroyed_and_its_table_rewritten() -> None:
    DayKey.objects.create(day=(now() - timedelta(days=1)).date(), key=DESTROYED)
    before = where()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE plainsight_worker")
    try:
        sweep_chats()
        purge_chats()
    finally:
        connection.close()
    assert not DayKey.objects.exists()
    assert where() != before, "the old file is gone"


def where() -> Path:
    """The file in which the table is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_filepath('chat_daykey')")
        return Path(cursor.fetchone()[0])

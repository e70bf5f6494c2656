"""What the worker does for chats, by schedule."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from plainsight.intake import gates
from plainsight.jobs.schedule import periodic


@periodic("*/10 * * * * *")
def sweep_chats() -> None:
    """See to lines that are gone, silence and waits that are too long."""
    gates.rows("sweep_chats")


@periodic("4 0 * * *")
def purge_chats() -> None:
    """Throw away what is due, yesterday's key behind the hashes first, from the file as well."""
    gates.rows("purge_chats", settings.BACKUP_DAYS)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL chat_daykey")

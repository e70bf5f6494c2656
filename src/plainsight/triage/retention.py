"""How long reports are kept, and what the worker does when their time is over.

The days stand in the list `retention`, by what a report was closed with or marked as. Its day is
written down when it is closed or marked, by the list as it was then. The doors of the database
(sql/30_retention.sql) look at everything again before a key is destroyed.
"""

from __future__ import annotations

import logging
from datetime import date, timedelta

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from plainsight.codes.lists import code_of
from plainsight.files import store
from plainsight.triage.models import Standing

log = logging.getLogger(__name__)

DONE_WITH = frozenset({"state", "closing", "mark"})
"""What of a standing decides how long its report is kept."""


def disposal_day(standing: Standing) -> date | None:
    """Return the day on which a report that is done with today is to be erased; None: it is kept.

    A merged one has no day of its own: it goes with the report that it is merged into.
    """
    if standing.state in {Standing.State.MERGED, Standing.State.ERASED}:
        return None
    rule = code_of("retention", standing.mark or standing.closing)
    return localdate() + timedelta(days=int(rule.facts["days"])) if rule else None


def announce_disposals() -> int:
    """Announce what will be erased soon, so that it can still be kept; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gate.announce_disposals(%s)", [settings.NOTICE_DAYS])
        return int(cursor.fetchone()[0])


def dispose_due() -> int:
    """Erase what is due and was announced; return how many reports went. Safe to repeat."""
    return _erase("dispose_due", settings.NOTICE_DAYS, settings.BACKUP_DAYS)


def finish_erasures() -> int:
    """Clear what is left of reports whose keys were destroyed otherwise; return how many."""
    return _erase("finish_erasures", settings.BACKUP_DAYS)


def _erase(door: str, *days: int) -> int:
    """Call a door until it finds nothing more, and delete the files that it names.

    A worker that dies in between leaves files that belong to nothing and that no key opens; they
    are deleted with the other orphans.
    """
    places = ", ".join(["%s"] * len(days))
    erased = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM gate.{door}({places})", days)  # noqa: S608 (our own names)
            reports, files = cursor.fetchone()
        for file in files:
            store.delete(file)
        if not reports:
            return erased
        erased += reports
        log.info("%s: %d reports, %d files", door, reports, len(files))

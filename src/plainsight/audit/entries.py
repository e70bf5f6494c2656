"""Entries in canonical form: one line each, in the order of checkpoints, read as a stream.

The line is PostgreSQL's COPY text of the columns below. Nothing in it depends on a setting: the
time is whole microseconds, the detail is jsonb's own text. However long the log is, one line at
a time is in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg import Connection, sql

from plainsight.audit.heads import Place

CANONICAL = sql.SQL(
    "COPY (SELECT era, xid, id, (extract(epoch FROM at) * 1000000)::bigint, db_role, actor_kind, "
    "actor_id, verb, subject_kind, subject_id, detail FROM public.audit_entry "
    "WHERE (era, xid) >= ({start_era}, {start_xid}::xid8) "
    "AND (era, xid) < ({end_era}, {end_xid}::xid8) "
    "ORDER BY era, xid, id) TO STDOUT"
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Tally:
    """What a range of entries comes to: their number, their digest, the first and last time."""

    rows: int
    digest: str
    earliest: datetime | None
    latest: datetime | None


class Entries:
    """A stream of entries from which ranges are taken one after another."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        """Take canonical lines in order."""
        self._lines = lines
        self._waiting: bytes | None = next(lines, None)

    def upto(self, end: Place) -> Tally:
        """Take all entries before a place and return what they come to."""
        digest = hashlib.sha256()
        line, lines, limit = self._waiting, self._lines, (end.era, end.xid)
        rows, earliest, latest = 0, 1 << 62, -1
        while line is not None:
            era, xid, _, at, _ = line.split(b"\t", 4)
            if (int(era), int(xid)) >= limit:
                break
            digest.update(line)
            rows += 1
            when = int(at)
            earliest = min(earliest, when)
            latest = max(latest, when)
            line = next(lines, None)
        self._waiting = line
        if not rows:
            return Tally(0, digest.hexdigest(), None, None)
        return Tally(rows, digest.hexdigest(), _time(earliest), _time(latest))


@contextmanager
def read_entries(connection: Connection[Any], start: Place, end: Place) -> Iterator[Entries]:
    """Stream the entries from one place up to another, in the connection's present transaction."""
    statement = CANONICAL.format(
        start_era=start.era, start_xid=str(start.xid), end_era=end.era, end_xid=str(end.xid)
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        yield Entries(bytes(line) for line in copy)
        for _ in copy:  # what nobody took must still be read, or the connection is lost
            pass


def _time(microseconds: int) -> datetime:
    """Return the time that a count of microseconds since 1970 means."""
    return EPOCH + timedelta(microseconds=microseconds)

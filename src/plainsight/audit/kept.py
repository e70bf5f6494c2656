"""The heads as the database keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import Connection

from plainsight.audit.heads import SignedHead, parse

LINE = "SELECT seq, statement || ' ' || signature || E'\\n' FROM public.audit_checkpoint "


def kept_head(connection: Connection[Any], seq: int) -> SignedHead | None:
    """Return a head by number, or None; raises BadHead when the row is no head."""
    row = connection.execute(LINE.encode() + b"WHERE seq = %s", [seq]).fetchone()
    return parse(row[1]) if row else None


def last_kept(connection: Connection[Any]) -> SignedHead | None:
    """Return the newest head, or None; raises BadHead when the row is no head."""
    row = connection.execute(LINE.encode() + b"ORDER BY seq DESC LIMIT 1").fetchone()
    return parse(row[1]) if row else None


@contextmanager
def kept_lines(connection: Connection[Any], after: int = 0) -> Iterator[Iterator[tuple[int, str]]]:
    """Stream (number, line) of the heads after a number, in order, within a transaction."""
    with connection.transaction(), connection.cursor(name="kept_heads") as cursor:
        cursor.itersize = 1000
        cursor.execute(LINE.encode() + b"WHERE seq > %s ORDER BY seq", [after])
        yield iter(cursor)


def keep(connection: Connection[Any], signed: SignedHead) -> None:
    """Write a head; a second process that makes the same number fails on it."""
    connection.execute(
        "INSERT INTO public.audit_checkpoint (seq, statement, signature) VALUES (%s, %s, %s)",
        [signed.head.seq, signed.head.statement(), signed.signature],
    )

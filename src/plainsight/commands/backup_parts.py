"""Writes the parts of a backup out of one moment of the database, and the files that it knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plainsight.commands import CannotRun
from plainsight.commands import backup_set as kept
from plainsight.commands.backup_set import Manifest
from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)

if TYPE_CHECKING:
    import psycopg


def filled(part: Path, made_at: str) -> Manifest:
    """Write everything but the manifest."""
    from plainsight.core.database.dump import DumpFailed, dump

    with _moment() as (moment, parameters, snapshot):
        try:
            dump(parameters, part / kept.DUMP, snapshot=snapshot)
        except DumpFailed as failed:
            raise CannotRun(f"The database could not be written out: {failed}.") from None
        rows = rows_of(moment)
        ids = [str(row[0]) for row in moment.execute("SELECT id FROM intake_attachment")]
        applied = moment.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
        migrations = [row[0] for row in applied]
        listed = moment.execute(
            "SELECT record, kind, erased_at, last_backup_expires_on FROM vault_erasure"
        ).fetchall()
        current = "SELECT fingerprint FROM vault_teampublic WHERE state = 'current'"
        team = moment.execute(current).fetchone()
        newest = moment.execute("SELECT coalesce(max(seq), 0) FROM audit_checkpoint").fetchone()
    names = ("record", "kind", "erased_at", "last_backup_expires_on")
    lines = [dict(zip(names, map(_plain, row), strict=True)) for row in listed]
    (part / kept.ERASURES).write_text(json.dumps(lines), encoding="utf-8")
    _copy_heads(part, newest[0] if newest else 0)
    count, size, missing = _copy_files(part, ids)
    hashes = {name: kept.hash_of(part / name) for name in kept.PARTS}
    fingerprint = team[0] if team else ""
    return Manifest(made_at, fingerprint, migrations, rows, hashes, count, size, missing)


@contextmanager
def _moment() -> Iterator[tuple[psycopg.Connection[Any], dict[str, Any], str]]:
    """Hold one moment of the database: a connection in it, psycopg's parameters, its name."""
    import psycopg
    from django.db import connection

    parameters = connection.get_connection_params()
    for djangos in ("cursor_factory", "context", "pool"):
        parameters.pop(djangos, None)
    with psycopg.connect(**parameters) as moment:
        moment.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        named = moment.execute("SELECT pg_export_snapshot()").fetchone()
        yield moment, parameters, named[0] if named else ""


def rows_of(moment: psycopg.Connection[Any]) -> dict[str, int]:
    """Count the rows of every table that a backup has rows of."""
    from psycopg import sql

    from plainsight.core.database.dump import WITHOUT_ROWS

    tables = moment.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    )
    counts = {}
    for (name,) in tables.fetchall():
        if name not in WITHOUT_ROWS:
            asked = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", name))
            counted = moment.execute(asked).fetchone()
            counts[name] = counted[0] if counted else 0
    return counts


def _copy_files(part: Path, ids: list[str]) -> tuple[int, int, list[str]]:
    """Copy the sealed files that records have; return how many, their bytes, and those missing."""
    from django.conf import settings

    from plainsight.intake.models import Attachment

    count, size, gone = 0, 0, []
    (part / kept.FILES).mkdir(mode=0o700)
    with (part / kept.HASHES).open("x", encoding="utf-8") as hashes:
        for one in ids:
            place = f"{kept.FILES}/{one[:2]}/{one}"
            try:
                digest, length = kept.copied(Path(settings.DATA) / place, part / place)
            except FileNotFoundError:
                gone.append(one)
                continue
            hashes.write(f"{digest}  {place}\n")
            count, size = count + 1, size + length
    still = {
        str(one) for one in Attachment.objects.filter(id__in=gone).values_list("id", flat=True)
    }
    return count, size, sorted(still)


def _copy_heads(part: Path, newest: int) -> None:
    """Copy the log's heads as far as the dump has them: later ones would seem to be lost."""
    heads = Path(environment.text("PLAINSIGHT_HEADS")).absolute() / "heads"
    lines = heads.read_text(encoding="ascii").splitlines(keepends=True) if heads.exists() else []
    (part / kept.HEADS).write_text("".join(lines[:newest]), encoding="ascii")


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)

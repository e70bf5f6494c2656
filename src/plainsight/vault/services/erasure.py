"""Erasing: the key first, then its traces in the table's file, then the list and the proof.

A deleted row's bytes stay in the file of the table, and after a plain VACUUM about a third
still do (measured on PostgreSQL 18: it moves rows together and clears nothing). So a sweep
rewrites the table, which is small and holds nothing but keys. What was in the write-ahead
log and in backups goes when they expire; until then it is still sealed to the team's key.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from plainsight.core.clock import now
from plainsight.vault.errors import NotNow
from plainsight.vault.models import Erasure, RecordKey

BACKUP_DAYS = 35
"""For how many days a backup is kept, unless `settings.BACKUP_DAYS` says otherwise."""

_TABLE = "vault_recordkey"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What can be said of an erasure: what, when, and until when a backup may hold it."""

    record: UUID
    kind: str
    erased_at: datetime
    last_backup_expires_on: date

    def as_dict(self) -> dict[str, str]:
        """Give the certificate as plain text values, dates in ISO 8601."""
        return {name: str(value) for name, value in asdict(self).items()} | {
            "erased_at": self.erased_at.isoformat()
        }


@transaction.atomic
def erase_record(*, kind: str, record: UUID, sweep: bool = True) -> Certificate:
    """Destroy a record's key and put it on the list of erasures; sweep once committed.

    A job that erases many leaves the sweep out and sweeps once at its end. Asked again, it
    gives the same certificate. The caller deletes the record's rows and
    files after, and audits. Raises `NotNow` when there never was such a key.
    """
    destroyed, _ = RecordKey.objects.filter(kind=kind, record=record).delete()
    erased = Erasure.objects.filter(kind=kind, record=record).first()
    if erased is None:
        if not destroyed:
            raise NotNow("there is no key for this record")
        days = timedelta(days=getattr(settings, "BACKUP_DAYS", BACKUP_DAYS))
        at = now()
        erased = Erasure.objects.create(
            record=record, kind=kind, erased_at=at, last_backup_expires_on=(at + days).date()
        )
    if sweep:
        transaction.on_commit(sweep_erased, robust=True)
    return Certificate(
        record=record,
        kind=kind,
        erased_at=erased.erased_at,
        last_backup_expires_on=erased.last_backup_expires_on,
    )


def certificate_of(*, kind: str, record: UUID) -> Certificate | None:
    """Return the certificate of a record whose key was destroyed; None for any other."""
    found = Erasure.objects.filter(kind=kind, record=record).first()
    if found is None:
        return None
    return Certificate(record, kind, found.erased_at, found.last_backup_expires_on)


def sweep_erased() -> int:
    """Rewrite the key table without what was erased; give how many erasures that ends.

    0 when there was nothing to sweep or when a transaction still running may see an erased
    row: run it again later. It waits two seconds at most for the table. Raises `NotNow`
    inside a transaction, `PermissionError` for a role that may not maintain the table.
    """
    if connection.in_atomic_block:
        raise NotNow("sweep after the erasure is committed")
    waiting = list(Erasure.objects.filter(swept_at__isnull=True).values_list("record", flat=True))
    if not waiting:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'MAINTAIN')", [_TABLE])
        if not cursor.fetchone()[0]:
            raise PermissionError("this role may not maintain the key table")
        cursor.execute("SET lock_timeout = '2s'")
        try:
            # The plain one counts what it could not remove; the full one rewrites the file.
            cursor.execute(f"VACUUM {_TABLE}")
            cursor.execute(
                "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = %s", [_TABLE]
            )
            if cursor.fetchone()[0]:
                return 0
            cursor.execute(f"VACUUM FULL {_TABLE}")
        finally:
            cursor.execute("RESET lock_timeout")
    return Erasure.objects.filter(record__in=waiting).update(swept_at=now())


def erasures() -> list[dict[str, str]]:
    """Give the list of erasures as plain values, to keep outside the database."""
    return [
        {
            "record": str(row.record),
            "kind": row.kind,
            "erased_at": row.erased_at.isoformat(),
            "last_backup_expires_on": row.last_backup_expires_on.isoformat(),
        }
        for row in Erasure.objects.order_by("erased_at", "record")
    ]


@transaction.atomic
def replay_erasures(listed: Iterable[dict[str, str]]) -> int:
    """After a restore and before it serves: erase again what the list says was erased.

    Gives the number of keys that the backup had brought back. The caller deletes the
    records' rows, and audits. Raises `KeyError` or `ValueError` for a list not of ours.
    """
    destroyed = 0
    for line in listed:
        record = UUID(line["record"])
        destroyed += RecordKey.objects.filter(record=record).delete()[0]
        Erasure.objects.get_or_create(
            record=record,
            defaults={
                "kind": line["kind"],
                "erased_at": datetime.fromisoformat(line["erased_at"]),
                "last_backup_expires_on": date.fromisoformat(line["last_backup_expires_on"]),
            },
        )
    if destroyed:
        Erasure.objects.update(swept_at=None)
    transaction.on_commit(sweep_erased, robust=True)
    return destroyed

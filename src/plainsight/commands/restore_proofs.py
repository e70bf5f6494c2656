"""What a restore proves, or refuses to go on."""

from __future__ import annotations

import re
from pathlib import Path

from plainsight.commands import CannotRun
from plainsight.commands import backup_set as kept
from plainsight.commands.backup_set import Manifest
from plainsight.config import environment

MOST_OPENED = 100


def same_rows(manifest: Manifest) -> str:
    """Compare the number of rows in each table. Raises CannotRun for the first that differs."""
    import psycopg

    from plainsight.commands.backup_parts import rows_of
    from plainsight.commands.restore_acts import parameters

    with psycopg.connect(**parameters()) as moment:
        found = rows_of(moment)
    for table, count in manifest.rows.items():
        if found.get(table) != count:
            raise CannotRun(f"{table} has {found.get(table)} rows and not {count}.")
    return f"Rows: {sum(found.values()):,} in {len(found)} tables, as many as were backed up."


def log_holds(source: Path, given: list[str] | None) -> str:
    """Prove the log from the backup's heads. Raises CannotRun when it does not hold."""
    import psycopg

    from plainsight.audit.heads import Trusted
    from plainsight.audit.outside import OutsideCopy
    from plainsight.audit.verify import verify
    from plainsight.commands.restore_acts import parameters

    words = " ".join(given or [environment.raw("PLAINSIGHT_CHECKPOINT_PUBLIC") or ""])
    keys = [bytes.fromhex(one) for one in re.findall(r"\b[0-9a-f]{64}\b", words)]
    if not keys or not (source / kept.HEADS).stat().st_size:
        return (
            "The log was NOT proved: that takes heads in the backup, and their public key (--key)."
        )
    with psycopg.connect(**parameters(), autocommit=True) as connection:
        verdict = verify(connection, OutsideCopy(source), Trusted(*keys))
    said = "\n".join(verdict.sentences())
    if not verdict.holds:
        raise CannotRun(f"The log does not hold:\n{said}")
    return said


def reports_open(member: str, passphrase: str) -> str:
    """Open some reports as a member does, and forget them. Raises CannotRun when one does not."""
    from django.conf import settings

    from plainsight.intake.models import Report
    from plainsight.people.models import Officer
    from plainsight.triage.services.reading import report_key, unsealed
    from plainsight.vault.errors import VaultError
    from plainsight.vault.models import Erasure
    from plainsight.vault.services import unlock

    settings.DESK_SECRET = environment.secret("PLAINSIGHT_DESK_SECRET")  # the owner's zone has none
    some = Report.objects.exclude(id__in=Erasure.objects.values("record")).order_by("id")
    opened = 0
    try:
        unlocked = unlock(
            holder=Officer.objects.get_by_natural_key(member).id, passphrase=passphrase
        )
        for report in some[:MOST_OPENED]:
            unsealed(report, report_key(unlocked, report))
            opened += 1
    except Officer.DoesNotExist:
        raise CannotRun(f"There is no officer {member} in the backup.") from None
    except VaultError as refusal:
        raise CannotRun(f"After {opened} reports: {refusal}.") from None
    return f"Opened with the key of {member} and forgotten: {opened} reports."

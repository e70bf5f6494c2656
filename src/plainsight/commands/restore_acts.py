"""The acts of a restore, each on an empty database that nobody may read yet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from plainsight.commands import CannotRun
from plainsight.commands import backup_set as kept
from plainsight.commands.backup_set import Manifest


def must_be_known(manifest: Manifest) -> None:
    """Raise CannotRun when a newer version made the backup: its tables are unknown here."""
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = sorted(set(manifest.migrations) - known)
    if unknown:
        raise CannotRun(
            f"A newer Plainsight made this backup ({unknown[0]} is unknown here). Install that one."
        )


def must_be_empty() -> None:
    """Raise CannotRun when the database has a table: nothing is ever put over something."""
    from django.db import OperationalError, connection

    try:
        tables = connection.introspection.table_names()
    except OperationalError:
        raise CannotRun("The database does not answer. Is it prepared?") from None
    if tables:
        raise CannotRun("The database is not empty. Restore into an empty one.")


def put_rows_back(source: Path) -> None:
    """Read the dump in as the owner. Raises CannotRun."""
    from django.db import connection

    from plainsight.core.database.dump import DumpFailed, put_back
    from plainsight.core.database.roles import SCHEMAS

    with connection.cursor() as cursor:  # empty ones, which the dump brings along
        cursor.execute(f"DROP SCHEMA {', '.join(SCHEMAS)}")
    try:
        put_back(parameters(), source / kept.DUMP)
    except DumpFailed as failed:
        raise CannotRun(f"The database could not be read in: {failed}.") from None


def bring_up_to_date() -> None:
    """Run the migrations since. The doors and the grants come last of all."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def erase_again(source: Path, more: list[Path]) -> int:
    """Destroy the keys of all that any list says was erased; return how many there were."""
    from plainsight.vault.services import replay_erasures

    destroyed = 0
    beside = source.absolute().parent
    for path in (source / kept.ERASURES, beside / kept.ERASURES, *more):
        if path == beside / kept.ERASURES and not path.exists():
            continue
        try:
            listed = json.loads(path.read_text(encoding="utf-8"))
            destroyed += replay_erasures(listed)
        except OSError as error:
            raise CannotRun(f"{path} cannot be read: {error.strerror}.") from None
        except (ValueError, KeyError, TypeError):
            raise CannotRun(f"{path} is no list of erasures.") from None
    return destroyed


def finish_erasures() -> None:
    """Clear the rows of what was erased again, by the doors that are up by now."""
    from plainsight.triage.retention import finish_erasures as finish

    finish()


def put_files_back(source: Path, working: Path) -> int:
    """Copy the files into the working folder, but those of erased records; return how many."""
    from django.db.models import Q

    from plainsight.intake.models import Attachment
    from plainsight.vault.models import Erasure

    gone = Erasure.objects.values("record")
    erased = Attachment.objects.filter(
        Q(id__in=gone) | Q(report__in=gone) | Q(conversation__in=gone)
    )
    left_out = {str(one) for one in erased.values_list("id", flat=True)}
    (working / kept.FILES).mkdir(mode=0o700)
    count = 0
    for name, digest in kept.listed_files(source):
        if Path(name).name in left_out:
            continue
        if kept.copied(source / name, working / name)[0] != digest:
            raise CannotRun(f"{source / name} changed while it was read.")
        count += 1
    return count


def note_restored(manifest: Manifest, again: int) -> None:
    """Write the restore into the log."""
    from django.db import transaction

    from plainsight.audit.services import SYSTEM, Subject, record

    with transaction.atomic():
        record(
            SYSTEM,
            "backup.restored",
            subject=Subject("backup"),
            detail={"made": manifest.made_at, "erased_again": again},
        )


def parameters() -> dict[str, Any]:
    """Return psycopg's own parameters of the database that the settings name."""
    from django.db import connection

    found = connection.get_connection_params()
    return {key: value for key, value in found.items() if key not in _DJANGOS}


_DJANGOS = ("cursor_factory", "context", "pool")

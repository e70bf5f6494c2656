"""Makes a backup: the database as one moment had it, the sealed files, the log's heads.

`backup TO` makes a new folder in TO, under a name that says when; it has that name only once it is
whole. `backup TO --erasures-only` writes nothing but the list of erasures, which is small: do that
often, and keep it where the backups are, so that what was erased stays erased after a restore. A
backup holds no secret: keep the data folder's `secrets` and each zone's settings elsewhere, or
nobody can sign in to what is restored.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from plainsight.commands import CannotRun
from plainsight.commands.backup_parts import filled
from plainsight.commands.backup_set import Manifest
from plainsight.commands.demo_run import take_environment
from plainsight.commands.start import become
from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)

HELP = "make a backup, of which nothing can be read without a key"
PART = ".part-"
NEWEST_ERASURES = "erasures.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `plainsight backup`."""
    parser.add_argument("to", type=Path, metavar="TO", help="folder that holds the backups")
    parser.add_argument(
        "--erasures-only", action="store_true", help="only bring TO's list of erasures up to date"
    )


def run(arguments: argparse.Namespace) -> int:
    """Make a backup, or the list alone, and say what it holds."""
    if environment.raw("DATABASE_URL") is None:
        take_environment(Path(environment.text("PLAINSIGHT_DATA")), "owner")
    become("owner")
    from django.db import OperationalError

    try:
        with _alone(arguments.to):
            if arguments.erasures_only:
                print(f"{keep_erasures(arguments.to)} erasures are on the list.")
                return 0
            folder, manifest = make_backup(arguments.to)
    except OperationalError:
        raise CannotRun("The database does not answer.") from None
    except OSError as error:
        raise CannotRun(f"The backup was not made: {error.strerror}.") from None
    reports = manifest.rows["intake_report"]
    print(f"{folder}: {reports:,} reports, {manifest.files:,} files.")
    for one in manifest.missing:
        print(f"File {one} is not in the store, though a report has it.")
    return 1 if manifest.missing else 0


def make_backup(to: Path) -> tuple[Path, Manifest]:
    """Make a backup in a new folder of `to`; nothing is left of one that fails."""
    made_at = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    part, whole = to / f"{PART}{made_at}", to / f"plainsight-{made_at}"
    for broken in to.glob(f"{PART}*"):
        shutil.rmtree(broken)
    part.mkdir(mode=0o700)
    try:
        manifest = filled(part, made_at)
        manifest.write(part)
        _synced(part)
        part.rename(whole)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    keep_erasures(to)
    _noted(manifest)
    return whole, manifest


def keep_erasures(to: Path) -> int:
    """Write the list of erasures beside the backups; return how many it has.

    What an older list knows stays on it: a database that was restored without the newest list does
    not make us forget what is to stay erased.
    """
    from plainsight.vault.services import erasures

    kept = to / NEWEST_ERASURES
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else []
    listed = {one["record"]: one for one in [*before, *erasures()]}
    new = to / f".{NEWEST_ERASURES}.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump(list(listed.values()), file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(kept)
    return len(listed)


def _noted(manifest: Manifest) -> None:
    from django.db import transaction

    from plainsight.audit.services import SYSTEM, Subject, record

    with transaction.atomic():
        record(
            SYSTEM,
            "backup.made",
            subject=Subject("backup"),
            detail={"made": manifest.made_at, "files": manifest.files},
        )


def _synced(folder: Path) -> None:
    """Put everything on the disk before it has its name."""
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _alone(to: Path) -> Iterator[None]:
    """Hold the folder of backups, so that two are not made at once."""
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (to / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(f"A backup is being made in {to} already.") from None
        yield

"""How long a backup and a restore with its proofs take: 100,000 reports and 2 GB of sealed files.

On a copy of the kept store, to which files are added: random bytes, which is what a sealed file
looks like from outside. The restore compares every hash twice and opens a hundred reports.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import psycopg

from bench.hundred_thousand import KEPT, REPORTS, filled
from plainsight.commands.zones import COMMAND, House
from plainsight.core.database.server import PrivateServer, ensure_server

RUNS = 1
FILES, FILE_BYTES = 1_000, 2_000_000
USER = "amara.okafor"


def run() -> dict[str, float]:
    """Copy the store, add the files, back up, restore."""
    with filled() as store:
        passphrase = store.signin.passphrase
    with tempfile.TemporaryDirectory(prefix="backup-", dir=KEPT) as folder:
        data = Path(folder) / "data"
        shutil.copytree(KEPT / f"store-{REPORTS}", data, copy_function=_copied)
        _own_as(KEPT / f"store-{REPORTS}" / "postgres", data / "postgres")
        house, to = House(data, 0, 0), Path(folder) / "backups"
        server = ensure_server(data)
        try:
            _add_files(data, server)
            backing_up = _timed(["backup", str(to)], house.environment("owner", server))
        finally:
            server.stop()
        (backup,) = to.glob("plainsight-*")
        size = sum(path.stat().st_size for path in backup.rglob("*") if path.is_file())
        print(f"  the backup has {size / 1e9:.2f} GB", flush=True)
        restoring = _timed(
            ["restore", str(backup), "--as", USER], _empty(house, Path(folder) / "new"), passphrase
        )
    return {"backup.s": backing_up, "restore.s": restoring}


def _add_files(data: Path, server: PrivateServer) -> None:
    with psycopg.connect(server.url("superuser")) as database:
        asked = "SELECT id FROM intake_report ORDER BY id LIMIT %s"
        for (report,) in database.execute(asked, [FILES]).fetchall():
            file = str(uuid4())
            place = data / "files" / file[:2] / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(os.urandom(FILE_BYTES))
            database.execute(
                "INSERT INTO intake_attachment (id, report_id, size_class) VALUES (%s, %s, 21)",
                [file, report],
            )


def _empty(house: House, data: Path) -> dict[str, str]:
    """Return the surroundings of a restore into a new data folder."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    secret = house.secrets("desk") / "PLAINSIGHT_DESK_SECRET"
    return kept | {
        "PLAINSIGHT_DATA": str(data),
        "PLAINSIGHT_HEADS": str(data / "heads"),
        "PLAINSIGHT_DESK_SECRET_FILE": str(secret),
    }


def _timed(command: list[str], environment: dict[str, str], said: str = "") -> float:
    began = time.perf_counter()
    subprocess.run([*COMMAND, *command], env=environment, input=f"{said}\n", check=True, text=True)
    return time.perf_counter() - began


def _copied(source: str, to: str) -> str:
    """Copy one file as the system does fastest, keeping who owns it."""
    shutil.copy2(source, to)
    found = Path(source).stat()
    os.chown(to, found.st_uid, found.st_gid)
    return to


def _own_as(source: Path, to: Path) -> None:
    """Give the folders of the copy to those who own the original's."""
    for folder in (source, *(one for one in source.rglob("*") if one.is_dir())):
        found = folder.stat()
        os.chown(to / folder.relative_to(source), found.st_uid, found.st_gid)

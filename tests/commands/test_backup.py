"""Backup and restore, of a whole demo that has run: proved, erased stays erased, broken refused."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from plainsight.commands.zones import COMMAND, House
from plainsight.core.database.server import PrivateServer, ensure_server, tool
from tests.running import demo, surroundings

pytestmark = pytest.mark.slow
ERASE = """
import sys
from plainsight.commands.start import become
become("desk")
from plainsight.triage.models import Standing
from plainsight.vault.services import erase_record
free = Standing.objects.filter(is_held=False, dispose_on=None).exclude(state="erased")
report = free.order_by("pk").values_list("report_id", flat=True)[0]
erase_record(kind="report", record=report)
print(report)
"""


@dataclass
class Kept:
    """A backup of a demo, a report that was erased after it, and what a restore needs besides."""

    folder: Path
    backup: Path
    erased: str
    key: str
    passphrase: str
    house: House

    def restore(self, data: Path, *more: str, source: Path | None = None, **to: str) -> Done:
        """Restore into a data folder with all proofs; `to` names another server."""
        command = ["restore", str(source or self.backup), "--key", self.key]
        return self.run([*command, "--as", "amara.okafor", *more], data, **to)

    def run(self, command: list[str], data: Path, **to: str) -> Done:
        return subprocess.run(
            [*COMMAND, *command],
            env=self.environment(data) | to,
            input=self.passphrase + "\n",
            capture_output=True,
            text=True,
            check=False,
        )

    def environment(self, data: Path) -> dict[str, str]:
        secret = self.house.secrets("desk") / "PLAINSIGHT_DESK_SECRET"
        heads = {"PLAINSIGHT_HEADS": str(data / "heads")}
        return surroundings(data, PLAINSIGHT_DESK_SECRET_FILE=str(secret), **heads)

    def copy(self, to: Path) -> Path:
        return Path(shutil.copytree(self.backup, to / "backups" / self.backup.name))


Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """Run a demo until its log is signed, back it up, then erase a report."""
    folder = tmp_path_factory.mktemp("backup")
    with demo(folder / "data") as running:
        house = House(running.data, 0, 0)
        server = server_of(running.data)
        _until((running.data / "heads" / "heads").exists)
        owner = house.environment("owner", server)
        _done(["backup", str(folder / "backups")], owner)
        (backup,) = (folder / "backups").glob("plainsight-*")
        python = [COMMAND[0], "-c", ERASE]
        desk = house.environment("desk", server)
        erased = subprocess.run(python, env=desk, capture_output=True, text=True, check=False)
        assert erased.returncode == 0, erased.stderr
        _done(["backup", str(folder / "backups"), "--erasures-only"], owner)
        key = _done(["audit", "key"], house.environment("checkpoint", server))
        passphrase = running.value("passphrase")
        yield Kept(folder, backup, erased.stdout.strip(), key.strip(), passphrase, house)


def test_a_restore_proves_rows_files_log_and_that_reports_open(kept: Kept, tmp_path: Path) -> None:
    done = kept.restore(tmp_path / "new")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "as many as were backed up" in done.stdout
    assert "each with the hash that it had" in done.stdout
    assert "NOT proved" not in done.stdout
    assert "Opened with the key of amara.okafor" in done.stdout


def test_a_server_of_ones_own_is_restored_into_as_well(kept: Kept, tmp_path: Path) -> None:
    server = ensure_server(tmp_path / "another")
    try:
        to = {"DATABASE_URL": server.url("owner")}
        admin = {"PLAINSIGHT_ADMIN_URL": server.url("superuser", "postgres")}
        done = kept.restore(tmp_path / "new", **to, **admin)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Opened with the key of amara.okafor" in done.stdout
        assert int(_asked(server, "SELECT count(*) FROM intake_report")) > 300
        again = kept.restore(tmp_path / "once more", **to, **admin)
        assert again.returncode == 1, "it is not empty any more"
    finally:
        server.stop()


def test_a_backup_that_is_killed_leaves_nothing_that_looks_whole(
    kept: Kept, tmp_path: Path
) -> None:
    owner = kept.house.environment("owner", server_of(kept.house.data))
    making = subprocess.Popen([*COMMAND, "backup", str(tmp_path)], env=owner)
    _until(lambda: any(tmp_path.iterdir()))
    making.kill()
    making.wait()
    assert not list(tmp_path.glob("plainsight-*"))
    _done(["backup", str(tmp_path)], owner)
    assert len(list(tmp_path.glob("plainsight-*"))) == 1
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".part")]


def test_what_only_an_older_list_of_erasures_knows_stays_on_it(kept: Kept) -> None:
    backups = kept.backup.parent
    listed = backups / "erasures.json"
    known = json.loads(listed.read_text())
    older = {**known[0], "record": str(uuid4())}
    listed.write_text(json.dumps([older]))
    owner = kept.house.environment("owner", server_of(kept.house.data))
    _done(["backup", str(backups), "--erasures-only"], owner)
    records = {one["record"] for one in json.loads(listed.read_text())}
    assert records == {older["record"], *(one["record"] for one in known)}


def test_what_was_erased_after_the_backup_stays_erased(kept: Kept, tmp_path: Path) -> None:
    data = tmp_path / "new"
    done = kept.restore(data)
    assert "erased since: 1 keys" in done.stdout, done.stdout + done.stderr
    server = ensure_server(data)
    try:
        left = "SELECT string_agg(record::text, ' ') FROM vault_recordkey"
        assert kept.erased not in _asked(server, left)
        body = f"SELECT octet_length(body) FROM intake_report WHERE id = '{kept.erased}'"  # noqa: S608 (our own id)
        assert _asked(server, body) == "0"
        assert _asked(server, "SELECT count(*) FROM django_session") == "0"
        noted = "SELECT count(*) FROM audit_entry WHERE verb = 'backup.restored'"
        assert _asked(server, noted) == "1"
        refused = "SELECT has_table_privilege('plainsight_public', 'intake_report', 'SELECT')"
        assert _asked(server, refused) == "False", "the walls stand again"
    finally:
        server.stop()


def test_a_backup_holds_no_word_and_no_secret(kept: Kept) -> None:
    words = [str(tool("pg_restore")), "--file=-", str(kept.backup / "database.dump")]
    dumped = subprocess.run(words, capture_output=True, check=True).stdout
    told = kept.house.secrets("public") / "PLAINSIGHT_TEAM_FINGERPRINT"  # no secret
    secrets = [path.read_bytes() for path in kept.house.data.glob("secrets/*/*") if path != told]
    assert b"COPY public.intake_report" in dumped
    assert len(secrets) >= len(("public", "desk", "worker", "checkpoint"))
    for hidden in (b"Regal Hand Car Wash", kept.passphrase.encode(), *secrets):
        assert hidden not in dumped
        assert hidden.hex().encode() not in dumped


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda it: _flip(it / "database.dump"), "its hash is another"),
        (lambda it: next(it.glob("files/*/*")).unlink(), "is not there"),
        (lambda it: (it / "manifest.json").unlink(), "is no backup, or one that was broken off"),
        (lambda it: (it / "manifest.json").write_text("{"), "is damaged"),
        (lambda it: _say(it, format="another 9"), "not of a kind that this version reads"),
        (lambda it: _say(it, migrations=["intake.9999_later"]), "A newer Plainsight made"),
    ],
)
def test_a_backup_that_is_damaged_cut_foreign_or_newer_is_refused(
    kept: Kept, tmp_path: Path, harm: Callable[[Path], object], said: str
) -> None:
    data, source = tmp_path / "new", kept.copy(tmp_path)
    harm(source)
    done = kept.restore(data, source=source)
    assert done.returncode == 1
    assert said in done.stderr
    assert not (data / "postgres").exists(), "nothing was restored"
    assert not (data / ".restoring").exists()


def test_nothing_is_put_over_something(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "new" / "files").mkdir(parents=True)
    (tmp_path / "new" / "files" / "one").write_text("mine")
    done = kept.restore(tmp_path / "new")
    assert (done.returncode, "is not empty" in done.stderr) == (1, True)
    assert (tmp_path / "new" / "files" / "one").read_text() == "mine"


def test_a_passphrase_that_opens_nothing_ends_the_restore(kept: Kept, tmp_path: Path) -> None:
    data, kept.passphrase = tmp_path / "new", kept.passphrase + "x"
    try:
        done = kept.restore(data)
    finally:
        kept.passphrase = kept.passphrase[:-1]
    assert done.returncode == 1
    assert "After 0 reports" in done.stderr
    assert not (data / "postgres").exists()


def test_a_killed_restore_leaves_nothing_to_serve_and_can_be_run_again(
    kept: Kept, tmp_path: Path
) -> None:
    data = tmp_path / "new"
    command = [*COMMAND, "restore", str(kept.backup)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=kept.environment(data), **quiet)  # type: ignore[call-overload]  # two plain words
    _until((data / ".restoring" / "postgres" / "postmaster.pid").exists)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (data / "postgres").exists()
    assert kept.restore(data).returncode == 0
    assert not (data / ".restoring").exists()


def test_a_backup_for_which_there_is_no_room_leaves_nothing(kept: Kept, tmp_path: Path) -> None:
    server = server_of(kept.house.data)
    left_over = tmp_path / "to" / ".part-20200101T000000Z"
    left_over.mkdir(parents=True)
    done = subprocess.run(
        [*COMMAND, "backup", str(tmp_path / "to")],
        env=kept.house.environment("owner", server),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert done.returncode == 1
    assert done.stderr.startswith("plainsight: The"), done.stderr
    assert [path.name for path in (tmp_path / "to").iterdir()] == [".lock"]


def server_of(data: Path) -> PrivateServer:
    """The private server that runs in a data folder."""
    return PrivateServer(data / "postgres", Path((data / "postgres.socket").read_text()))


def _done(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [*COMMAND, *command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)


def _asked(server: PrivateServer, query: str) -> str:
    import psycopg

    with psycopg.connect(server.url("superuser")) as connection:
        found = connection.execute(query.encode()).fetchone()
    assert found
    return str(found[0])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _say(source: Path, **values: object) -> None:
    manifest = json.loads((source / "manifest.json").read_text())
    (source / "manifest.json").write_text(json.dumps(manifest | values))

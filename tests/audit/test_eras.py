"""Eras: a log that goes on in another cluster, where transaction numbers start again."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from plainsight.audit.checkpoints import NoCheckpoint
from plainsight.audit.outside import OutsideCopy
from plainsight.audit.verify import verify
from plainsight.core.database.prepare import prepare
from plainsight.core.database.server import PrivateServer, ensure_server, tool
from tests.audit.conftest import Log


def run(program: str, *arguments: str) -> None:
    subprocess.run([str(tool(program)), *arguments], check=True)


class Elsewhere:
    """Another cluster with our roles and an empty database."""

    def __init__(self, server: PrivateServer) -> None:
        """Take the running server."""
        self.server = server
        self.opened: list[psycopg.Connection[Any]] = []

    def connect(self, role: str) -> psycopg.Connection[Any]:
        self.opened.append(psycopg.connect(self.server.url(role), autocommit=True))
        return self.opened[-1]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    other = Elsewhere(ensure_server(tmp_path / "other"))
    prepare(other.server.url("superuser", "postgres"))
    yield other
    for one in other.opened:
        one.close()
    other.server.stop()


def moved(log: Log, dump: Path, elsewhere: Elsewhere) -> Log:
    """Restore a dump in the other cluster and return the log there, with the same outside copy."""
    run("pg_restore", "-d", elsewhere.server.url("superuser"), "--clean", "--if-exists", str(dump))
    there = Log(elsewhere.connect, log.outside.folder)
    there._number = log._number
    return there


def dumped(log: Log, server: PrivateServer, to: Path) -> Path:
    run("pg_dump", "-Fc", "-f", str(to), server.url("superuser"))
    return to


def transactions(log: Log) -> list[tuple[int, int]]:
    rows = log.tamperer.execute("SELECT era, xid::text::bigint FROM audit_entry ORDER BY id")
    return [(row[0], row[1]) for row in rows]


def test_the_log_goes_on_and_holds_in_another_cluster_after_a_whole_backup(
    log: Log, server: PrivateServer, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    burn_transactions(log, 3000)
    log.covered(3, 2)
    log.write(2)
    there = moved(log, dumped(log, server, tmp_path / "dump"), elsewhere)
    assert there.verify().holds, "restored and untouched"
    there.write(4)
    before, after = transactions(there)[:7], transactions(there)[7:]
    assert {era for era, _ in before} == {before[0][0]}
    assert {era for era, _ in after} == {before[0][0] + 1}
    assert max(after)[1] < min(before)[1], "the numbers must really have started again"
    there.cover()
    verdict = there.verify()
    assert verdict.holds
    assert verdict.rows == 11
    there.tamper("DELETE FROM audit_entry WHERE id = (SELECT min(id) FROM audit_entry)")
    assert there.codes() == {"entries_missing"}


def test_a_checkpoint_before_the_first_entry_elsewhere_begins_the_era_too(
    log: Log, server: PrivateServer, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    burn_transactions(log, 3000)
    log.covered(3)
    log.write(2)
    there = moved(log, dumped(log, server, tmp_path / "dump"), elsewhere)
    head = there.checkpointer.make().head
    assert head.rows == 2, "what the old era left open is closed"
    assert head.end.era == head.start.era + 1
    there.covered(1)
    assert there.verify().holds


def test_a_backup_older_than_the_copy_is_resumed_and_the_loss_is_said_for_ever(
    log: Log, server: PrivateServer, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    log.covered(3)
    log.write(2)
    dump = dumped(log, server, tmp_path / "dump")
    log.covered(4, 5)
    lost = log.verify().heads
    there = moved(log, dump, elsewhere)
    assert there.codes() == {"checkpoint_missing", "entries_missing"}
    with pytest.raises(NoCheckpoint, match="audit resume"):
        there.checkpointer.make()
    resumed = there.checkpointer.resume().head
    assert (resumed.seq, resumed.resumes, resumed.rows) == (lost + 1, 1, 2)
    there.covered(3)
    verdict = there.verify()
    assert verdict.holds
    assert (verdict.rows, verdict.lost()) == (8, [range(2, lost + 1)])
    assert any("what they covered is lost" in sentence for sentence in verdict.sentences())
    with pytest.raises(NoCheckpoint, match="nothing to resume"):
        there.checkpointer.resume()
    second = OutsideCopy(tmp_path / "second")
    there.another_checkpointer(second).make()
    assert verify(there.connect("checkpoint"), second, there.trusted).holds
    there.tamper("DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)")
    assert there.codes() == {"entries_missing"}


def test_only_one_of_many_first_writers_begins_the_era(log: Log) -> None:
    era = log.tamperer.execute("SELECT era FROM audit_era").fetchone()
    log.tamper("UPDATE audit_era SET cluster = 'another'")
    first, second = log.connect("desk"), log.connect("desk")
    with first.transaction():
        log.write(by=first)
        second.execute("SET lock_timeout = 200")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            log.write(by=second)
    log.write(by=second)
    assert era is not None
    assert {found for found, _ in transactions(log)} == {era[0] + 1}


def test_a_log_without_an_era_begins_after_the_last_one(log: Log) -> None:
    log.write()
    log.tamper("UPDATE audit_entry SET era = 41")
    log.tamper("DELETE FROM audit_era")
    log.write()
    assert [era for era, _ in transactions(log)] == [41, 42]
    log.tamper("UPDATE audit_era SET era = 1")


def burn_transactions(log: Log, number: int) -> None:
    """Use up transaction numbers, so that this cluster is ahead of a fresh one."""
    loop = (
        "DO $$ BEGIN FOR n IN 1..NUMBER LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"
    )
    log.tamperer.execute(loop.replace("NUMBER", str(number)).encode())

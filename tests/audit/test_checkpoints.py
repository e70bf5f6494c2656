"""Checkpoints: what they cover, and what becomes of them when processes die or meet."""

from __future__ import annotations

import threading
from typing import Any

import psycopg
import pytest

from plainsight.audit.checkpoints import NoCheckpoint
from plainsight.audit.heads import Place, SignedHead, Signer
from plainsight.audit.outside import OutsideCopy
from tests.audit.conftest import Log


def test_a_checkpoint_counts_what_it_covers_and_follows_from_the_last(log: Log) -> None:
    log.write(3)
    first = log.cover()
    log.write(2)
    second = log.cover()
    assert (first.head.rows, second.head.rows) == (3, 2)
    assert second.head.previous == first.head.hash()
    assert second.head.start == first.head.end
    assert log.verify().heads == second.head.seq


def test_a_checkpoint_without_new_entries_still_says_that_there_were_none(log: Log) -> None:
    log.checkpointer.make()
    assert log.checkpointer.make().head.rows == 0
    assert log.verify().holds


def test_a_transaction_that_commits_late_is_in_the_next_checkpoint(log: Log) -> None:
    slow = log.connect("desk")
    with slow.transaction():
        log.write(by=slow)
        log.write(3)
        early = log.checkpointer.make()
        assert early.head.rows == 0, "nothing above the oldest running transaction is covered"
        assert log.verify().unproved == 3
    late = log.cover()
    assert late.head.rows == 4
    assert log.verify().holds


def test_a_transaction_that_never_writes_holds_nothing_up(log: Log) -> None:
    reader = log.connect("desk")
    with reader.transaction():
        reader.execute("SELECT count(*) FROM audit_entry")
        log.write(2)
        assert log.cover().head.rows == 2


def test_what_was_rolled_back_leaves_a_gap_that_is_no_alarm(log: Log) -> None:
    log.write()
    with log.desk.transaction(force_rollback=True):
        log.write()
    log.write()
    assert log.cover().head.rows == 2
    numbers = [row[0] for row in log.desk.execute("SELECT id FROM audit_entry ORDER BY id")]
    assert numbers[1] - numbers[0] == 2
    assert log.verify().holds


def test_an_entry_written_in_a_savepoint_belongs_to_the_whole_transaction(log: Log) -> None:
    with log.desk.transaction():
        log.write()
        with log.desk.transaction():
            log.write()
        log.checkpointer.make()
    assert log.cover().head.rows == 2
    assert log.verify().holds


def test_eight_writers_and_a_checkpointer_at_once_lose_nothing(log: Log) -> None:
    def keep_writing(mine: psycopg.Connection[Any]) -> None:
        for number in range(100):
            with mine.transaction(force_rollback=number % 10 == 0):
                log.write(2, by=mine)

    writers = [threading.Thread(target=keep_writing, args=[log.connect("desk")]) for _ in range(8)]
    for writer in writers:
        writer.start()
    heads = []
    while any(writer.is_alive() for writer in writers):
        heads.append(log.checkpointer.make())
    for writer in writers:
        writer.join()
    log.cover()
    verdict = log.verify()
    assert verdict.holds
    assert verdict.rows == 8 * 90 * 2
    assert sum(1 for head in heads if head.head.rows) > 1, "they must really have run together"


def test_two_checkpoint_processes_on_one_folder_take_turns(log: Log) -> None:
    processes = [log.checkpointer, log.another_checkpointer()]
    made: list[SignedHead] = []

    def keep_making(number: int) -> None:
        made.extend(processes[number].make() for _ in range(20))

    threads = [threading.Thread(target=keep_making, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    log.write(50)
    for thread in threads:
        thread.join()
    assert sorted(signed.head.seq for signed in made) == list(range(1, 41))
    log.cover()
    assert log.verify().holds


def test_two_checkpoint_processes_with_folders_of_their_own_make_one_chain_and_two_copies(
    log: Log,
) -> None:
    other = OutsideCopy(log.outside.folder.parent / "elsewhere")
    second = log.another_checkpointer(other)
    log.write(2)
    log.checkpointer.make()
    second.make()
    log.checkpointer.make()
    second.make()
    assert list(other.lines())[:3] == list(log.outside.lines())
    assert log.verify().holds


def test_the_second_of_two_that_make_the_same_head_says_so_and_writes_nothing_outside(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = OutsideCopy(log.outside.folder.parent / "elsewhere")
    second = log.another_checkpointer(other)
    monkeypatch.setattr(second, "_mend_outside", lambda: log.checkpointer.make() and None)
    with pytest.raises(NoCheckpoint, match="Another checkpoint process"):
        second.make()
    assert list(other.lines()) == []
    assert log.verify().holds


class Killed(BaseException):
    """Stands for the end of the process."""


def test_a_process_killed_between_database_and_copy_is_mended_by_the_next_run(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.covered(2)

    def die(_heads: object) -> int:
        raise Killed

    log.write(3)
    with monkeypatch.context() as dying:
        dying.setattr(log.outside, "append", die)
        with pytest.raises(Killed):
            _only_new(log)
    assert len(list(log.outside.lines())) == 1
    assert log.verify().findings == [], "one head that is only inside is no alarm"
    log.checkpointer = log.another_checkpointer()
    log.checkpointer.make()
    assert len(list(log.outside.lines())) == 3
    assert log.verify().holds


def _only_new(log: Log) -> None:
    """Make a checkpoint whose mending has nothing to do, so that the copy of its own head fails."""
    log.checkpointer._mend_outside = log.outside.last  # type: ignore[method-assign]  # see above
    log.checkpointer.make()


def test_half_a_line_left_by_a_crash_is_cut_away(log: Log) -> None:
    log.covered(2, 2)
    whole = log.outside.path.read_text()
    log.outside.path.write_text(whole[:-100])
    assert log.verify().findings == [], "half a line is no head"
    log.checkpointer = log.another_checkpointer()
    log.checkpointer.make()
    assert log.outside.path.read_text().startswith(whole)
    assert log.verify().holds


def test_a_new_folder_gets_all_heads_again(log: Log) -> None:
    log.covered(1, 1, 1)
    other = OutsideCopy(log.outside.folder.parent / "new")
    log.another_checkpointer(other).make()
    assert len(list(other.lines())) == 4


def test_a_forged_head_inside_is_never_copied_outside(log: Log) -> None:
    log.covered(1)
    last = log.outside.last()
    assert last
    thief = Signer(b"t" * 32)
    forged = thief.sign(type(last.head)(**{**vars(last.head), "seq": 2, "resumes": 1}))
    log.tamper(
        "INSERT INTO audit_checkpoint VALUES (2, %s, %s)", forged.head.statement(), forged.signature
    )
    with pytest.raises(NoCheckpoint, match="not to be trusted"):
        log.checkpointer.make()
    assert len(list(log.outside.lines())) == 1


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("DELETE FROM audit_checkpoint WHERE seq = 2", "fewer heads than the outside copy"),
        ("UPDATE audit_checkpoint SET statement = 'x' WHERE seq = 2", "cannot be read"),
        (
            "UPDATE audit_checkpoint SET signature = repeat('0', 128) WHERE seq = 2",
            "different heads",
        ),
    ],
)
def test_a_database_that_contradicts_the_copy_gets_no_further_head(
    log: Log, statement: str, message: str
) -> None:
    log.covered(1, 1)
    log.tamper(statement)
    with pytest.raises(NoCheckpoint, match=message):
        log.checkpointer.make()


def test_an_outside_copy_that_shrinks_under_a_running_process_stops_it(log: Log) -> None:
    log.covered(1, 1)
    log.outside.path.write_text(next(iter(log.outside.lines())))
    with pytest.raises(NoCheckpoint, match="lost heads"):
        log.checkpointer.make()


def test_no_head_is_signed_while_the_clock_stands_before_the_last(log: Log) -> None:
    log.write(2)
    log.tamper("UPDATE audit_entry SET at = now() + interval '1 hour'")
    with pytest.raises(NoCheckpoint, match="clock"):
        log.checkpointer.make()
    assert list(log.outside.lines()) == []


def test_the_checkpoint_role_may_read_the_log_and_add_heads_and_nothing_else(log: Log) -> None:
    role = log.connect("checkpoint")
    log.covered(1)
    for statement in (
        "SELECT audit.write('system', NULL, 'log.read', 'log', NULL, '{}')",
        "DELETE FROM audit_entry",
        "UPDATE audit_checkpoint SET statement = ''",
        "DELETE FROM audit_checkpoint",
        "UPDATE audit_era SET era = 9",
        "SELECT count(*) FROM intake_report",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            role.execute(statement.encode())


def test_places_are_ordered_by_era_first() -> None:
    assert Place(1, 900) < Place(2, 3) < Place(2, 4)

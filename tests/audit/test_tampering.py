"""Everything that somebody with all rights over the database could try against the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plainsight.audit.heads import Signer, parse
from tests.audit.conftest import Log

COLUMNS = "era, xid, at, db_role, actor_kind, actor_id, verb, subject_kind, subject_id, detail"
PUT_IN = (
    "INSERT INTO audit_entry (COLUMNS) SELECT COLUMNS FROM audit_entry WHERE id = MIDDLE".replace(
        "COLUMNS", COLUMNS
    )
)


def test_a_log_that_nobody_touched_holds(log: Log) -> None:
    log.covered(3, 1, 5)
    verdict = log.verify()
    assert verdict.holds
    assert (verdict.rows, verdict.unproved) == (9, 0)
    assert verdict.sentences()[-1] == "The log holds."


@pytest.mark.parametrize(
    "change",
    [
        "era = era + 1000",
        "at = at - interval '1 microsecond'",
        "db_role = 'plainsight_public'",
        "actor_kind = 'officer'",
        "actor_id = gen_random_uuid()",
        "verb = 'log.unread'",
        "subject_kind = 'report'",
        "subject_id = gen_random_uuid()",
        "detail = detail || '{\"n\": 99}'",
        "id = id + 1000000",
        "xid = (xid::text::bigint - 1)::text::xid8",
    ],
)
def test_a_change_to_any_column_of_one_entry_is_found(log: Log, change: str) -> None:
    log.covered(9)
    assert (
        log.tamper("UPDATE audit_entry SET CHANGE WHERE id = MIDDLE".replace("CHANGE", change)) == 1
    )
    assert log.codes()
    assert not log.verify().holds


@pytest.mark.parametrize("offset", [0, 4, 8])
def test_an_entry_taken_from_the_beginning_the_middle_or_the_end_is_found(
    log: Log, offset: int
) -> None:
    log.covered(9)
    log.tamper("DELETE FROM audit_entry WHERE id = (SELECT min(id) + %s FROM audit_entry)", offset)
    assert log.codes() == {"entries_missing"}


def test_an_entry_put_in_between_is_found(log: Log) -> None:
    log.covered(5, 5)
    log.tamper(PUT_IN)
    assert log.codes() == {"entries_added"}


def test_one_taken_and_one_put_in_its_place_is_found(log: Log) -> None:
    log.covered(9)
    log.tamper(PUT_IN)
    log.tamper("DELETE FROM audit_entry WHERE id = MIDDLE")
    assert log.codes() == {"entries_changed"}


def test_two_entries_that_changed_places_are_found(log: Log) -> None:
    log.covered(9)
    log.tamper(
        "UPDATE audit_entry a SET detail = b.detail FROM audit_entry b "
        "WHERE a.detail->>'n' IN ('3', '5') AND b.detail->>'n' IN ('3', '5') AND a.id <> b.id"
    )
    assert log.codes() == {"entries_changed"}


@pytest.mark.parametrize("era", [-1, 0])
def test_an_entry_from_before_the_first_era_is_found(log: Log, era: int) -> None:
    log.covered(3)
    log.tamper(PUT_IN)
    log.tamper("UPDATE audit_entry SET era = %s WHERE id = (SELECT max(id) FROM audit_entry)", era)
    assert log.codes()


def test_an_entry_of_a_transaction_that_has_not_begun_is_found(log: Log) -> None:
    log.covered(3)
    log.tamper(
        "UPDATE audit_entry SET xid = '9000000000000' WHERE id = (SELECT max(id) FROM audit_entry)"
    )
    assert log.codes() == {"entries_missing", "entries_impossible"}


def test_the_last_checkpoint_taken_away_with_its_entries_is_found(log: Log) -> None:
    log.covered(3, 4)
    head = log.outside.last()
    assert head
    log.tamper("DELETE FROM audit_checkpoint WHERE seq = %s", head.head.seq)
    log.tamper("DELETE FROM audit_entry WHERE xid >= %s::text::xid8", head.head.start.xid)
    assert log.codes() == {"checkpoint_missing", "entries_missing"}


def test_a_checkpoint_taken_from_the_middle_is_found(log: Log) -> None:
    log.covered(1, 1, 1)
    log.tamper("DELETE FROM audit_checkpoint WHERE seq = 2")
    assert log.codes() == {"checkpoint_missing"}


def test_everything_taken_away_is_found(log: Log) -> None:
    log.covered(1, 1)
    log.tamper("DELETE FROM audit_checkpoint")
    log.tamper("DELETE FROM audit_entry")
    assert log.codes() == {"checkpoint_missing", "entries_missing"}


def resigned(log: Log, thief: Signer, *, outside: bool) -> None:
    """Change an entry and make all heads anew, signed by somebody else's key."""
    log.tamper("DELETE FROM audit_checkpoint")
    log.tamper("UPDATE audit_entry SET verb = 'log.unread' WHERE id = MIDDLE")
    true, log.checkpointer.signer = log.outside.path.read_bytes(), thief
    log.outside.path.unlink()
    log.checkpointer._last = None
    log.checkpointer.make()
    if not outside:
        log.outside.path.write_bytes(true)


def test_heads_made_anew_with_another_key_inside_are_found(log: Log) -> None:
    log.covered(9)
    resigned(log, Signer(b"t" * 32), outside=False)
    assert log.codes() >= {"checkpoint_changed", "entries_changed"}


def test_heads_made_anew_with_another_key_inside_and_outside_are_found(log: Log) -> None:
    log.covered(9)
    resigned(log, Signer(b"t" * 32), outside=True)
    assert log.codes() >= {"signature_wrong", "no_heads"}


def test_an_outside_copy_wound_back_together_with_the_log_is_found_by_a_head_on_paper(
    log: Log,
) -> None:
    log.covered(3)
    early = log.outside.path.read_bytes()
    log.covered(3)
    last = log.outside.last()
    assert last
    log.outside.path.write_bytes(early)
    kept = log.outside.last()
    assert kept
    log.tamper("DELETE FROM audit_checkpoint WHERE seq > %s", kept.head.seq)
    log.tamper("DELETE FROM audit_entry WHERE xid >= %s::text::xid8", kept.head.end.xid)
    assert log.verify().holds, "this much the heads file alone cannot know"
    verdict = log.verify(pinned=(last.head.seq, last.head.hash()))
    assert [finding.code for finding in verdict.findings] == ["pinned_missing"]


Damage = Callable[[list[str]], list[str]]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda lines: [lines[0], lines[2]], "head_missing"),
        (lambda lines: [lines[1], lines[0], lines[2]], "head_missing"),
        (lambda lines: [lines[0].replace("rows=2", "rows=3"), *lines[1:]], "signature_wrong"),
        (
            lambda lines: [
                lines[0][:-2] + ("0" if lines[0][-2] != "0" else "1") + "\n",
                *lines[1:],
            ],
            "signature_wrong",
        ),
        (lambda lines: [lines[0], "a line of something else\n", lines[2]], "head_unreadable"),
        (lambda lines: [lines[0].replace("rows=2", "rows=02"), *lines[1:]], "head_unreadable"),
        (lambda lines: lines[:1], "outside_behind"),
        (lambda lines: lines[:0], "no_heads"),
    ],
)
def test_a_damaged_outside_copy_is_found(log: Log, damage: Damage, code: str) -> None:
    log.covered(2, 2, 2)
    lines = list(log.outside.lines())
    assert len(lines) == 3
    log.outside.path.write_text("".join(damage(lines)))
    assert code in log.codes()


def test_a_head_signed_by_the_true_key_with_an_earlier_time_is_found(log: Log) -> None:
    log.covered(2, 2)
    first, second = (parse(line).head for line in log.outside.lines())
    turned = log.signer.sign(type(second)(**{**vars(second), "at": first.at.replace(year=2001)}))
    log.outside.path.write_text(log.signer.sign(first).line() + turned.line())
    assert "clock_ran_back" in log.codes()

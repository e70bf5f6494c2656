"""Proves, from heads kept outside the database, that nothing they cover was changed.

Nothing in the database is believed. The heads file is read against the public key first: each
head must be signed and follow from the one before. Then the database's own heads and all its
entries are compared with it. Whatever the length of the log, memory stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from psycopg import Connection

from plainsight.audit.chain import BEGINNING, broken_links
from plainsight.audit.entries import read_entries
from plainsight.audit.findings import Verdict
from plainsight.audit.heads import BadHead, Head, Trusted, parse
from plainsight.audit.kept import kept_lines
from plainsight.audit.outside import OutsideCopy

MOST = 100  # findings, after which more would tell nobody anything
ALLOWED_BEHIND = 1  # heads that a process killed between commit and copy may leave inside

BEYOND = """
SELECT count(*), min(at), count(*) FILTER (
    WHERE era > present
    OR is_here AND era = present AND xid >= pg_snapshot_xmax(pg_current_snapshot())
), (SELECT count(*) FROM public.audit_entry)
FROM public.audit_entry,
    (SELECT max(era) AS present, bool_and(cluster = audit.cluster()) AS is_here
     FROM public.audit_era)
WHERE (era, xid) >= (%s, %s::xid8)
"""


def verify(
    connection: Connection[Any],
    outside: OutsideCopy,
    trusted: Trusted,
    *,
    pinned: tuple[int, str] | None = None,
) -> Verdict:
    """Compare the log with the outside copy of its heads and return what was found.

    `pinned` is the number and hash of a head noted elsewhere (on paper, in a letter), which must be
    among the heads. `connection` needs SELECT on the tables of the log and autocommit.
    """
    verdict = Verdict()
    _follow(outside, trusted, verdict, pinned)
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        _compare_heads(connection, outside, verdict)
        _compare_entries(connection, outside, verdict)
        _look_beyond(connection, verdict)
    return verdict


def _follow(
    outside: OutsideCopy, trusted: Trusted, verdict: Verdict, pinned: tuple[int, str] | None
) -> None:
    """Walk the outside heads as far as they are trustworthy."""
    before: Head | None = None
    is_pinned_seen = pinned is None
    for number, line in enumerate(outside.lines(), 1):
        try:
            signed = parse(line)
        except BadHead as bad:
            verdict.wrong("head_unreadable", number, f"line {number} is no head: {bad}")
            break
        wrongs = list(broken_links(signed, before, trusted, outside.find))
        for code, sentence in wrongs:
            verdict.wrong(code, signed.head.seq, sentence)
        if wrongs:
            break
        if before:
            verdict.longest_gap = max(verdict.longest_gap, signed.head.at - before.at)
            if signed.head.resumes < before.seq:
                verdict.restores.append((signed.head.seq, signed.head.resumes))
        before = signed.head
        verdict.heads, verdict.proved_upto = before.seq, before
        is_pinned_seen = is_pinned_seen or pinned == (before.seq, before.hash())
    if not verdict.heads:
        verdict.wrong("no_heads", 0, "the outside copy holds no trustworthy head")
    if pinned and not is_pinned_seen:
        verdict.wrong(
            "pinned_missing", pinned[0], "the head that you hold is not in the outside copy"
        )


def _compare_heads(connection: Connection[Any], outside: OutsideCopy, verdict: Verdict) -> None:
    """Hold the database's own heads against the outside ones, line by line."""
    expected = enumerate(_trusted_lines(outside, verdict), 1)
    awaited = next(expected, None)
    newest = 0
    with kept_lines(connection) as kept:
        for seq, line in kept:
            newest = seq
            while awaited and awaited[0] < seq:
                verdict.wrong("checkpoint_missing", awaited[0], "the database lacks this head")
                awaited = next(expected, None) if len(verdict.findings) < MOST else None
            if awaited and awaited[0] == seq:
                if line != awaited[1]:
                    verdict.wrong("checkpoint_changed", seq, "the database holds another head")
                awaited = next(expected, None)
    if awaited:
        last = verdict.heads
        verdict.wrong(
            "checkpoint_missing", awaited[0], f"the database lacks heads {awaited[0]} to {last}"
        )
    copied = outside.last() if verdict.holds else None  # read again: it may have grown meanwhile
    if copied and newest > copied.head.seq + ALLOWED_BEHIND:
        behind = newest - copied.head.seq
        verdict.wrong("outside_behind", newest, f"the outside copy lacks the last {behind} heads")


def _compare_entries(connection: Connection[Any], outside: OutsideCopy, verdict: Verdict) -> None:
    """Hold all entries below the last head against what each head states of its range."""
    if verdict.proved_upto is None:
        return
    with read_entries(connection, BEGINNING, verdict.proved_upto.end) as entries:
        for head in _standing(outside, verdict):
            tally = entries.upto(head.end)
            verdict.rows += tally.rows
            if tally.earliest:
                verdict.longest_wait = max(verdict.longest_wait, head.at - tally.earliest)
            if (tally.rows, tally.digest) == (head.rows, head.digest) or len(
                verdict.findings
            ) > MOST:
                continue
            many = f"{head.rows} entries were signed, {tally.rows} stand here"
            if tally.rows < head.rows:
                verdict.wrong("entries_missing", head.seq, f"entries were taken away: {many}")
            elif tally.rows > head.rows:
                verdict.wrong("entries_added", head.seq, f"entries were put in between: {many}")
            else:
                verdict.wrong("entries_changed", head.seq, f"entries were changed: {many}")


def _look_beyond(connection: Connection[Any], verdict: Verdict) -> None:
    """Count what no head covers yet, and find entries that have no place in the order."""
    end = verdict.proved_upto.end if verdict.proved_upto else BEGINNING
    row = connection.execute(BEYOND, [end.era, str(end.xid)]).fetchone()
    if row is None:
        return
    verdict.unproved, verdict.unproved_since, early, everything = row
    if early:
        sentence = f"{early} entries name transactions that have not begun"
        verdict.wrong("entries_impossible", verdict.heads, sentence)
    astray = everything - verdict.rows - verdict.unproved
    if astray:
        sentence = f"{astray} entries stand outside the order of the log"
        verdict.wrong("entries_astray", verdict.heads, sentence)


def _trusted_lines(outside: OutsideCopy, verdict: Verdict) -> Iterator[str]:
    """Yield the lines of the heads that were found trustworthy."""
    for number, line in enumerate(outside.lines(), 1):
        if number > verdict.heads:
            return
        yield line


def _standing(outside: OutsideCopy, verdict: Verdict) -> Iterator[Head]:
    """Yield the trustworthy heads whose entries the database should still have."""
    spans = verdict.standing()
    for line in _trusted_lines(outside, verdict):
        head = parse(line).head
        if any(head.seq in span for span in spans):
            yield head

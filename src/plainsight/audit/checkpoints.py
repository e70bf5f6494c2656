"""Makes checkpoints: signs what stands in the log and copies the head outside the database.

A checkpoint covers the entries of all transactions below the oldest one still running, so a
transaction that commits late is in the next one and never missed. The head is committed first
and copied outside second; what a crash leaves between the two, the next run mends.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from psycopg import Connection, errors

from plainsight.audit.chain import BEGINNING, broken_links
from plainsight.audit.entries import read_entries
from plainsight.audit.heads import START, BadHead, Head, Place, SignedHead, Signer, Trusted, parse
from plainsight.audit.kept import keep, kept_head, kept_lines, last_kept
from plainsight.audit.outside import OutsideCopy


class NoCheckpoint(Exception):
    """No checkpoint was made, because it would not be honest; the message says why."""


class Checkpointer:
    """Makes one checkpoint after another.

    `connection` is an autocommitting connection of the checkpoint role, used by nobody else.
    `trusted` holds the signer's public key and those of earlier signers.
    """

    def __init__(
        self, connection: Connection[Any], signer: Signer, outside: OutsideCopy, trusted: Trusted
    ) -> None:
        """Remember what to work with; nothing is read or written yet."""
        self.connection = connection
        self.signer = signer
        self.outside = outside
        self.trusted = trusted
        self._last: SignedHead | None = None

    def make(self) -> SignedHead:
        """Cover what can be covered now and return the new head, which is outside by then.

        Raises NoCheckpoint when the database and the outside copy contradict each other, when the
        clock stands before the last head, or when another process made this head meanwhile.
        """
        with self.outside.held():
            self._begin_era()
            before = self._mend_outside()
            with self.connection.transaction():
                self._hold_still()
                signed = self._cover(before, before.head if before else None)
            self.outside.append(iter([signed]))
            self._last = signed
            return signed

    def resume(self) -> SignedHead:
        """Go on after the database was restored from a backup older than the outside copy.

        The heads that the backup does not know are put back beside a new one, which says from
        where the log goes on; the entries they covered are lost, and verify says so for ever.
        Raises NoCheckpoint when the database is not behind, or its last head is not in the copy.
        """
        with self.outside.held():
            self._begin_era()
            kept, outside = last_kept(self.connection), self.outside.last()
            if outside is None or (kept and kept.head.seq >= outside.head.seq):
                raise NoCheckpoint(
                    "The database is not behind the outside copy: nothing to resume."
                )
            with self.connection.transaction():
                self._hold_still()
                for signed in self._checked(self._outside_after(kept), kept):
                    keep(self.connection, signed)
                signed = self._cover(outside, kept.head if kept else None)
            self.outside.append(iter([signed]))
            self._last = signed
            return signed

    def _begin_era(self) -> None:
        """Let the database notice that it was restored elsewhere, before a snapshot is taken."""
        self.connection.execute("SELECT audit.current_era()")

    def _hold_still(self) -> None:
        """Make every statement of this transaction see the same snapshot."""
        self.connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    def _cover(self, before: SignedHead | None, resumed: Head | None) -> SignedHead:
        """Write the head after `before`, over what is finished beyond the end of `resumed`."""
        start = resumed.end if resumed else BEGINNING
        row = self.connection.execute(
            "SELECT era, pg_snapshot_xmin(pg_current_snapshot())::text, clock_timestamp() "
            "FROM public.audit_era"
        ).fetchone()
        if row is None:
            raise NoCheckpoint("The log has no era: run `plainsight migrate`.")
        end = max(start, Place(row[0], int(row[1])))
        with read_entries(self.connection, start, end) as entries:
            tally = entries.upto(end)
        if any(time > row[2] for time in (before and before.head.at, tally.latest) if time):
            raise NoCheckpoint("The database's clock stands before the last head; put it right.")
        head = Head(
            seq=before.head.seq + 1 if before else 1,
            resumes=resumed.seq if resumed else 0,
            start=start,
            end=end,
            rows=tally.rows,
            digest=tally.digest,
            at=row[2],
            previous=before.head.hash() if before else START,
            signer=self.signer.name,
        )
        signed = self.signer.sign(head)
        try:
            keep(self.connection, signed)
        except errors.UniqueViolation as twice:
            raise NoCheckpoint("Another checkpoint process made this head.") from twice
        return signed

    def _mend_outside(self) -> SignedHead | None:
        """Copy heads that a crash kept inside; return the last head, the same on both sides."""
        try:
            outside, kept = self.outside.last(), last_kept(self.connection)
            if self._last and (outside is None or outside.head.seq < self._last.head.seq):
                raise NoCheckpoint("The outside copy lost heads while this process was running.")
            if outside is None and kept is None:
                return None
            if outside and (kept is None or kept.head.seq < outside.head.seq):
                raise NoCheckpoint(
                    "The database has fewer heads than the outside copy. If it was restored from a "
                    "backup, run `plainsight audit resume`; if not, somebody took them away."
                )
            if outside and kept_head(self.connection, outside.head.seq) != outside:
                raise NoCheckpoint("The database and the outside copy hold different heads.")
            with kept_lines(self.connection, outside.head.seq if outside else 0) as lines:
                inside_only = (parse(line) for _, line in lines)
                self.outside.append(self._checked(inside_only, outside))
            return self.outside.last()
        except BadHead as wrong:
            raise NoCheckpoint(f"A head cannot be read: {wrong}.") from wrong

    def _outside_after(self, kept: SignedHead | None) -> Iterator[SignedHead]:
        """Yield the outside heads after one, which must be among them."""
        is_after = kept is None
        for line in self.outside.lines():
            signed = parse(line)
            if is_after:
                yield signed
            is_after = is_after or signed == kept
        if not is_after:
            raise NoCheckpoint("The last head of the database is not in the outside copy.")

    def _checked(
        self, heads: Iterator[SignedHead], before: SignedHead | None
    ) -> Iterator[SignedHead]:
        """Yield heads as long as each follows from the last; else raise NoCheckpoint."""
        last = before.head if before else None
        for signed in heads:
            for _, wrong in broken_links(signed, last, self.trusted, self._find):
                raise NoCheckpoint(f"Head {signed.head.seq} is not to be trusted: {wrong}.")
            last = signed.head
            yield signed

    def _find(self, seq: int) -> Head | None:
        """Return a head of the database by number."""
        found = kept_head(self.connection, seq)
        return found.head if found else None

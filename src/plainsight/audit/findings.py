"""What a verification says: what was found wrong, what was proved, and what was not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from plainsight.audit.heads import Head


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: a stable code, the head it was found at, and a sentence."""

    code: str
    seq: int
    sentence: str


@dataclass
class Verdict:
    """The result of one verification.

    `proved_upto` is the last head all of whose forerunners hold together; `rows` counts the
    entries that were read under it, `unproved` those that no head covers yet. `restores` lists the
    heads that go on after a restore, each with the head it resumes at.
    """

    heads: int = 0
    rows: int = 0
    proved_upto: Head | None = None
    unproved: int = 0
    unproved_since: datetime | None = None
    longest_gap: timedelta = timedelta(0)
    longest_wait: timedelta = timedelta(0)
    restores: list[tuple[int, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Say whether nothing is wrong and there was something to prove it with."""
        return not self.findings and self.proved_upto is not None

    def standing(self) -> list[range]:
        """Return the numbers of the heads whose entries the database should have, in order."""
        spans: list[range] = []
        last = self.heads
        for seq, resumes in reversed(self.restores):
            if seq <= last:
                spans.append(range(seq, last + 1))
                last = resumes
        spans.append(range(1, last + 1))
        return spans[::-1]

    def lost(self) -> list[range]:
        """Return the numbers of the heads that restores left behind."""
        spans = self.standing()
        return [
            range(before.stop, after.start)
            for before, after in pairwise(spans)
            if before.stop < after.start
        ]

    def wrong(self, code: str, seq: int, sentence: str) -> None:
        """Add a finding."""
        self.findings.append(Finding(code, seq, sentence))

    def sentences(self) -> list[str]:
        """Return the verdict as lines for a person."""
        lines = [f"WRONG at head {one.seq}: {one.sentence} [{one.code}]" for one in self.findings]
        head = self.proved_upto
        if head is None:
            lines.append("Nothing is proved: there is no trustworthy head to start from.")
        else:
            lines.append(
                f"Read {self.rows} entries under {self.heads} heads, "
                f"the last of {head.at:%Y-%m-%d %H:%M:%S} UTC (head {head.seq}, {head.hash()})."
            )
            gap, wait = self.longest_gap.total_seconds(), self.longest_wait.total_seconds()
            lines.append(f"Longest time between two heads: {gap:.0f} s.")
            lines.append(
                f"Longest wait of an entry for its head: {wait:.0f} s; until its head is made, an "
                "entry could be changed without trace."
            )
        lines += [
            f"A restore left heads {gone[0]} to {gone[-1]} behind: what they covered is lost."
            for gone in self.lost()
        ]
        since = self.unproved_since
        when = f", the first of {since.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if since else ""
        lines.append(f"Not proved: {self.unproved} entries that no head covers yet{when}.")
        lines.append("The log holds." if self.holds else "The log does NOT hold.")
        return lines

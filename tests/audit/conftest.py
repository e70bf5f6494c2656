"""A log with a checkpoint process, an outside copy, and somebody who may do anything to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from plainsight.audit.checkpoints import Checkpointer
from plainsight.audit.findings import Verdict
from plainsight.audit.heads import SignedHead, Signer, Trusted
from plainsight.audit.outside import OutsideCopy
from plainsight.audit.verify import verify

WRITE = (
    "SELECT audit.write('system', NULL, 'log.read', 'log', NULL, jsonb_build_object('n', %s::int))"
)
MIDDLE = "(SELECT min(id) + count(*) / 2 FROM audit_entry)"


class Log:
    """What a test of the log works with."""

    def __init__(self, connect: Callable[[str], psycopg.Connection[Any]], folder: Path) -> None:
        """Open what is needed."""
        self.connect = connect
        self.desk = connect("desk")
        self.reader = connect("checkpoint")
        self.tamperer = connect("superuser")
        self.tamperer.execute("SET session_replication_role = replica")
        self.outside = OutsideCopy(folder)
        self.signer = Signer(bytes(range(32)))
        self.trusted = Trusted(self.signer.public)
        self.checkpointer = self.another_checkpointer()
        self._number = 0

    def another_checkpointer(self, outside: OutsideCopy | None = None) -> Checkpointer:
        """A second process of the same kind."""
        return Checkpointer(
            self.connect("checkpoint"), self.signer, outside or self.outside, self.trusted
        )

    def write(self, number: int = 1, by: psycopg.Connection[Any] | None = None) -> None:
        """Write entries, each in a transaction of its own unless `by` is in one."""
        for _ in range(number):
            self._number += 1
            (by or self.desk).execute(WRITE, [self._number])

    def cover(self) -> SignedHead:
        """Make checkpoints until all that is written is covered."""
        while True:
            signed = self.checkpointer.make()
            if not self.verify().unproved:
                return signed

    def covered(self, *sizes: int) -> None:
        """Write and cover, several times over."""
        for size in sizes:
            self.write(size)
            self.cover()

    def verify(self, pinned: tuple[int, str] | None = None) -> Verdict:
        """What the verification says now."""
        return verify(self.reader, self.outside, self.trusted, pinned=pinned)

    def codes(self) -> set[str]:
        """The codes of all that is found wrong."""
        return {finding.code for finding in self.verify().findings}

    def tamper(self, statement: str, *values: object) -> int:
        """Change the database past its triggers; return how many rows were touched.

        MIDDLE stands for the number of the entry in the middle.
        """
        done = self.tamperer.execute(statement.replace("MIDDLE", MIDDLE).encode(), values)
        assert done.rowcount > 0, "the tampering itself must do something"
        return done.rowcount


@pytest.fixture
def log(connect_as: Callable[[str], psycopg.Connection[Any]], tmp_path: Path) -> Log:
    return Log(connect_as, tmp_path / "heads")

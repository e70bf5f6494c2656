"""What intake throws away by itself, and when.

The times stand in the database (`gate.life` in sql/00_checks.sql), because the gates must refuse
what is overdue even while the worker rests: an open draft 24 hours after it was last touched, a
sent one after 30 minutes, a spent form token once the token itself would have expired. A draft
that the desk may see unfinished is not thrown away: it becomes a report.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from uuid import UUID

from plainsight.files import store
from plainsight.intake import gates

log = logging.getLogger(__name__)

BATCH = 5_000


@dataclass(frozen=True)
class Purged:
    """How many went."""

    drafts: int
    tokens: int


def send_unfinished() -> int:
    """Make reports of the drafts that were left for an hour and whose writers want them read.

    Return how many. The gate takes no condition; safe to repeat. Raises NotNow.
    """
    made, dropped = gates.rows("promote_unfinished")[0]
    if dropped:
        log.error("unfinished reports that could not be made: %s", dropped)
    return int(made)


def purge() -> Purged:
    """Throw away the drafts and tokens that are due; safe to repeat. Raises NotNow."""
    return Purged(*gates.rows("purge_intake")[0])


def purge_orphans() -> int:
    """Delete sealed files that belong to nothing, older than a day; return how many.

    A file that is on its way has no row yet, hence the day. Raises NotNow.
    """
    gone = 0
    old = store.orphans(frozenset())
    while paths := list(islice(old, BATCH)):
        named = {path: _id(path) for path in paths}
        asked = [file for file in named.values() if file]
        belonging_to_nothing = {row[0] for row in gates.rows("orphan_files", asked)}
        for path, file in named.items():
            if file is None or file in belonging_to_nothing:
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def _id(path: Path) -> UUID | None:
    """Return the id that a file is named by; a half-written file has none."""
    try:
        return UUID(path.name)
    except ValueError:
        return None

"""What is thrown away by itself: feedback 90 days after it came, counts after 25 months.

The times stand in the database (`gate.feedback_life` in sql/30_purge.sql). 25 months is two
years to compare, and the month that is under way.
"""

from __future__ import annotations

from dataclasses import dataclass

from plainsight.intake import gates


@dataclass(frozen=True)
class Purged:
    """How many went."""

    feedback: int
    counts: int


def purge() -> Purged:
    """Throw away what is due; safe to repeat. Raises intake.errors.NotNow."""
    return Purged(*gates.rows("purge_feedback")[0])

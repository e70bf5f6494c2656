"""What the worker does for feedback, by schedule."""

from __future__ import annotations

from plainsight.feedback import retention
from plainsight.jobs.schedule import periodic


@periodic("23 * * * *")
def purge_feedback() -> None:
    """Throw away feedback and counts whose time is over."""
    retention.purge()

"""What the worker does for intake, by schedule."""

from __future__ import annotations

from plainsight.intake import retention
from plainsight.jobs.schedule import periodic


@periodic("*/5 * * * *")
def send_unfinished() -> None:
    """Make reports of the unfinished drafts that the desk may see and that have rested."""
    retention.send_unfinished()


@periodic("*/5 * * * *")
def purge_drafts() -> None:
    """Throw away drafts and form tokens whose time is over."""
    retention.purge()


@periodic("17 * * * *")
def purge_orphan_files() -> None:
    """Delete sealed files that belong to nothing."""
    retention.purge_orphans()

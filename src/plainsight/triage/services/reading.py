"""Opening the seals that every act of triage needs. Nothing here asks or logs: its callers do."""

from __future__ import annotations

from plainsight.intake.answers import Answers, decode
from plainsight.intake.models import Report
from plainsight.vault.box import unseal
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen
from plainsight.vault.unlocked import Unlocked


def unsealed(report: Report, key: bytes) -> Answers:
    """Return the reporter's account. Raises CannotOpen when it is damaged."""
    try:
        return decode(unseal(key, report.body, Context("report", report.id, "body")))
    except (KeyError, TypeError, ValueError):
        raise CannotOpen("the report is not in the form that intake seals") from None


def report_key(unlocked: Unlocked, report: Report) -> bytes:
    """Return the report's data key; raises Erased, CannotOpen or NotAdmitted."""
    return unlocked.record_key("report", report.id)

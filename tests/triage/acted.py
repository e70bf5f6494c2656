"""Acts of triage by the cast, as their pages do them."""

from __future__ import annotations

from typing import Any

from plainsight.intake.models import Report
from plainsight.people.models import Officer
from plainsight.triage.models import Standing
from plainsight.triage.services.acting import Acting
from plainsight.triage.services.entries import ReadEntry, read_entries
from tests.cast import Cast

RATINGS = {"T": "high", "H": "high", "R": "medium", "I": "low", "V": "high", "E": "unknown"}
THRIVE: dict[str, Any] = {
    "ratings": {**RATINGS, "overall": "high"},
    "words": {"T": "A man who hits them", "V": "They owe him money"},
}


def acting(
    cast: Cast, report: Report, officer: Officer | None = None, version: int | None = None
) -> Acting:
    """Somebody of the cast at a report: the triage officer unless named."""
    who = officer or cast.triage_officer
    return Acting(who, cast.keys[who], report.id, version)


def standing(report: Report) -> Standing:
    """Where a report stands now."""
    return Standing.objects.get(report=report)


def entries(cast: Cast, report: Report) -> list[ReadEntry]:
    """What was done with a report, opened by the triage officer's key."""
    key = cast.keys[cast.triage_officer].record_key("report", report.id)
    return list(read_entries(report, key))

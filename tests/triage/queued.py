"""Rows of the queue for a test: reports that came long ago, or that triage has come far with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from plainsight.intake.models import Report
from plainsight.people.models import Officer
from plainsight.triage.models import Standing
from plainsight.triage.queries import page_of
from plainsight.triage.view import View

CALM = {"danger_now": None, "about_me": None}


def stands(report: Report, **changed: Any) -> Report:
    """Let a report stand where a test needs it, without the acts that lead there."""
    Standing.objects.filter(report=report).update(**changed)
    return report


def age(report: Report, hours: int) -> Report:
    """Let a report have come some hours earlier."""
    hour = report.received_hour - timedelta(hours=hours)
    Report.objects.filter(id=report.id).update(received_hour=hour)
    return stands(report, received_hour=hour)


def shown(officer: Officer, query: str = "") -> list[Report]:
    """Return the reports on the first page of a view."""
    return [row.report for row in page_of(View.of(officer, query)).rows]

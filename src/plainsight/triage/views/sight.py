"""Who has looked at a report, and who may see it and why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plainsight.people.decorators import DeskRequest, access
from plainsight.triage.queries import report_for
from plainsight.triage.services.consultations import consultations, who_may_see


@access("report.consultations")
@require_GET
def consulted(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Show who did what with a report."""
    found = consultations(officer=request.officer, report_id=report_id)
    context = {"lines": found, "report": report_for(request.officer, report_id)}
    return render(request, "triage/consultations.html", context)


@access("access.explain")
@require_GET
def explained(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Show for everybody whether they may read a report, in the rule's own words."""
    found = who_may_see(officer=request.officer, report_id=report_id)
    context = {"sights": found, "report": report_for(request.officer, report_id)}
    return render(request, "triage/access.html", context)

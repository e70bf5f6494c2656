"""Retention: what will be erased and can still be kept, and the proof of what was."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plainsight.codes.lists import codes
from plainsight.people.decorators import DeskRequest, access
from plainsight.triage.services import disposals


@access("retention.read")
@require_GET
def retention(request: DeskRequest) -> HttpResponse:
    """Show what ends soon, what is held and what was erased, and the rules."""
    found = disposals.disposals(request.officer)
    context = {"found": found, "rules": codes("retention").values(), "most": disposals.MOST}
    return render(request, "triage/retention.html", context)


@access("retention.read")
@require_GET
def certificate(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Show the certificate of an erased report, to be printed."""
    report, made = disposals.certificate(officer=request.officer, report_id=report_id)
    context = {"report": report, "certificate": made}
    return render(request, "triage/certificate.html", context)

"""The guide through the first hour."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plainsight.people.decorators import DeskRequest, access
from plainsight.people.first_hour import steps


@access("first_hour.read")
@require_safe
def first_hour(request: DeskRequest) -> HttpResponse:
    """Show what is there and what is missing."""
    found = steps(request.officer)
    missing = next((step for step in found if not step.is_done), None)
    page = {"steps": found, "next": missing, "left": sum(not step.is_done for step in found)}
    return render(request, "people/first_hour.html", page)

"""How much the public site's pages are read, by those who agreed to be counted."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plainsight.feedback.usage import LATEST, usage
from plainsight.people.decorators import DeskRequest, access


@access("usage.read")
@require_GET
def shown(request: DeskRequest) -> HttpResponse:
    """Show the chart and the same numbers as tables. They are nobody's: it is not logged."""
    return render(request, "feedback/usage.html", {"usage": usage(), "latest": LATEST})

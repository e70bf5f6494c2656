"""The page of figures for planning."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plainsight.operators.planning import FEWEST, figures
from plainsight.people.decorators import DeskRequest, access

SPANS = (7, 28, 90)


@access("chat.planning")
@require_GET
def planning(request: DeskRequest) -> HttpResponse:
    """Show the figures of the last 7, 28 or 90 days. Nothing of it is about anybody."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(span) for span in SPANS} else SPANS[1]
    found = figures(days)
    charts = [
        ("Arrivals by day", found.by_day),
        ("Arrivals by hour of the day", found.by_hour),
        ("Time to the first answer", found.waits),
        ("Length of a chat", found.lengths),
        ("Languages", found.languages),
    ]
    shown = {"found": found, "charts": charts, "days": days, "spans": SPANS, "fewest": FEWEST}
    return render(request, "operators/planning.html", shown)

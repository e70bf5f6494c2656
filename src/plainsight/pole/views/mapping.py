"""The map: what is asked is posted, and the drawing comes with the page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.pole.forms import MapForm
from plainsight.pole.geography import SIDE
from plainsight.pole.services.mapping import around
from plainsight.pole.views.at_desk import NOT_PROCESSED, desk_of


@access("record.list", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def mapped(request: DeskRequest) -> HttpResponse:
    """Show the form, or the places around what was asked."""
    form = MapForm(request.POST if request.method == "POST" else None)
    shown: dict[str, object] = {"form": form, "side": SIDE}
    if request.method == "POST" and form.is_valid():
        try:
            shown["map"] = around(desk_of(request), **form.cleaned_data)
        except NotNow as refusal:
            form.add_error("place", str(refusal))
    return render(request, "pole/map.html", shown, status=NOT_PROCESSED if form.errors else 200)

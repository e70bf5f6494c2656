"""The pages of signs: by the place where somebody is, and by what was seen.

Ticks leave these pages only by a form that begins or extends a report; never in an address.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plainsight.codes.indicators import public_signs, signs_by_group
from plainsight.codes.places import PLACES, signs_anywhere, signs_at


@require_safe
def signs(request: HttpRequest) -> HttpResponse:
    """Show the places to choose from, and every public sign in its group."""
    shown = {"places": PLACES.values(), "groups": signs_by_group(public_signs())}
    return render(request, "public/signs.html", shown)


@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a place's own signs, and below them those that can be seen anywhere."""
    found = PLACES.get(slug)
    if found is None:
        raise Http404
    shown = {
        "place": found,
        "groups": signs_by_group(signs_at(found)),
        "anywhere": signs_by_group(signs_anywhere(found)),
    }
    return render(request, "public/signs_place.html", shown)

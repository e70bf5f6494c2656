"""The pages without a form, and the way out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plainsight.public import chatting, cookies, visiting

OWN_DOING = {"same-origin", "none", None}
CLEAR = '"cache", "cookies", "storage"'


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is and where to go, in one screen."""
    return render(request, "public/home.html")


@require_safe
def what(request: HttpRequest) -> HttpResponse:
    """Say what modern slavery is, before the signs, and what is no proof of it."""
    return render(request, "public/what.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say truly who can use the site, what was tested and what was not."""
    return render(request, "public/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, for how long, who sees it, and which rights there are."""
    return render(request, "public/privacy.html")


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Give every way to talk to somebody, for those who cannot speak too."""
    return render(request, "public/contact.html")


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Say honestly what the quick exit and the form can and cannot do."""
    return render(request, "public/safety.html")


@require_safe
def moved(request: HttpRequest, to: str) -> HttpResponse:
    """Lead from an address that fits on a poster to the bland one that a history keeps."""
    del request
    return HttpResponse(status=302, headers={"Location": reverse(to)})


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """End the visit and lead away. Safe to repeat; needs no token; nothing is recorded.

    The script's POST gets an empty answer. The link's GET gets a blank page that goes on by
    itself, so that a slow destination does not leave ours standing. Another site that points
    here ends nobody's visit.
    """
    if request.method == "POST":
        response = HttpResponse(status=204)
    else:
        response = render(request, "public/leave.html", {"exit_url": settings.EXIT_URL})
    if request.headers.get("Sec-Fetch-Site") not in OWN_DOING:
        return response
    visiting.leave(request)
    chatting.leave(request)
    cookies.drop_all(response)
    response["Clear-Site-Data"] = CLEAR
    return response

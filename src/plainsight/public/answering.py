"""How the public site answers: after a POST always elsewhere, or the same form again.

A page whose script has sent its form by itself asks for the next address instead of the next
page (`X-Replace`), so that it can put that address in the place of its own history entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

PUT_RIGHT = 422
NOT_NOW = 503
AGAIN = 307


def onward(request: HttpRequest, name: str, mark: str = "") -> HttpResponse:
    """Send the browser on to a named page after a POST.

    `mark` is a bare word in the query, by which the next page knows what has just happened.
    """
    address = reverse(name) + (f"?{mark}" if mark else "")
    if "X-Replace" in request.headers:
        return HttpResponse(status=204, headers={"X-Location": address})
    return HttpResponse(status=303, headers={"Location": address})


def once_more(request: HttpRequest) -> HttpResponse:
    """Have the browser send the same form again, now with the cookie set on this answer.

    A browser that refuses cookies comes back without one, but with the text: nothing is lost.
    """
    return HttpResponse(status=AGAIN, headers={"Location": f"{request.path}?c"})


def marked(request: HttpRequest, mark: str) -> bool:
    """Say whether the query carries this bare word."""
    return mark in request.GET


def not_now(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Show a form again with what was typed, saying that it could not be kept just now."""
    return render(request, template, {**context, "not_now": True}, status=NOT_NOW)

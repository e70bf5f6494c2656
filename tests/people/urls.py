"""The people app's addresses, and a page with a form behind the lock, for tests."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from plainsight.people.decorators import access


@access("report.ask", unlocked=True)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask something: says what arrived, or shows a form to type in."""
    from django.shortcuts import render

    return render(request, "people_tests/ask.html", {"heard": request.POST.getlist("question")})


@access("log.read")
def log(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("the log")


def undeclared(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("never reached")


urlpatterns = [
    path("", include("plainsight.people.urls")),
    path("ask/", ask),
    path("log/", log),
    path("undeclared/", undeclared),
]

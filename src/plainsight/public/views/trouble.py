"""The pages for what went wrong: bland, without detail, and always with the phone lines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TROUBLE = "public/trouble.html"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    del exception
    return render(request, TROUBLE, {"missing": True}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    del exception
    return render(request, TROUBLE, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    del exception
    return render(request, TROUBLE, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return render(request, TROUBLE, status=500)

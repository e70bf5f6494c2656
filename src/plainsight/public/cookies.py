"""The cookies of the public site: both appear only after a first POST and end with the browser.

`__Host-` and Secure mean that no other host and no plain connection can plant them; browsers
count http://127.0.0.1 as secure, so the demo has the same cookies as an installation.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

DRAFT = "__Host-d"
VISIT = "__Host-m"


def keep(response: HttpResponse, name: str, value: str) -> None:
    """Set a cookie that no script reads, no other site sends, and that ends with the browser."""
    response.set_cookie(name, value, secure=True, httponly=True, samesite="Strict")


def drop(response: HttpResponse, name: str) -> None:
    """Take a cookie away; harmless when it is not there."""
    response.set_cookie(name, "", max_age=0, secure=True, httponly=True, samesite="Strict")


def read(request: HttpRequest, name: str) -> str | None:
    """Return a cookie's value, or None."""
    return request.COOKIES.get(name)

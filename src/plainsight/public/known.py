"""Which page a request is of, among those that are not private: the only ones that are named.

One list decides where the cookie banner stands, what is counted, where a form may lead back to,
and which page feedback may name.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from plainsight.feedback.pages import PAGES


def page_of(request: HttpRequest) -> str:
    """Return the page's name, or an empty text for a private page and for one that is not there."""
    match = request.resolver_match
    name = (match.url_name if match else None) or ""
    return name if name in PAGES else ""


def checked(path: str) -> str | None:
    """Return the address if it is exactly that of a known page of ours; None for any other."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name not in PAGES:
        return None
    address = reverse(match.url_name, kwargs=match.kwargs)
    return address if address == path else None

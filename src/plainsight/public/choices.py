"""What somebody said about cookies: a yes or a no to each optional kind, and to nothing else.

The choice stands in one essential cookie as two letters. A browser that sends Global Privacy
Control has said no already, whatever the cookie says.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from plainsight.public import cookies
from plainsight.public.cookies import Kind

NOTHING = "n"
VALUES = {NOTHING, "p", "u", "pu"}
SIZES = ("ordinary", "large", "largest")


@dataclass(frozen=True)
class Choice:
    """What holds now. Before anything is chosen, and against a signal, everything is off."""

    is_made: bool = False
    preferences: bool = False
    usage: bool = False


def has_signal(request: HttpRequest) -> bool:
    """Say whether the browser sends Global Privacy Control, which counts as a refusal."""
    return request.headers.get("Sec-GPC") == "1"


def read(request: HttpRequest) -> Choice:
    """Return what holds for this request; a cookie that we did not write says nothing."""
    value = cookies.read(request, cookies.CHOICE) or ""
    if has_signal(request) or value not in VALUES:
        return Choice()
    return Choice(is_made=True, preferences="p" in value, usage="u" in value)


def keep(request: HttpRequest, response: HttpResponse, *, preferences: bool, usage: bool) -> None:
    """Keep a choice, and delete the cookies of what was refused. A signal is a refusal of all."""
    if has_signal(request):
        return withdraw(request, response)
    value = "p" * preferences + "u" * usage
    cookies.keep(response, cookies.CHOICE, value or NOTHING)
    if not preferences:
        _drop_kind(request, response, Kind.PREFERENCES)
    if not usage:
        _drop_kind(request, response, Kind.USAGE)
    return None


def withdraw(request: HttpRequest, response: HttpResponse) -> None:
    """Delete every optional cookie that came with the request, and a choice that allowed one."""
    _drop_kind(request, response, Kind.PREFERENCES)
    _drop_kind(request, response, Kind.USAGE)
    if cookies.read(request, cookies.CHOICE) not in {None, NOTHING}:
        cookies.drop(response, cookies.CHOICE)


def size(request: HttpRequest) -> str:
    """Return the size of text: the one asked for on this page, or the one that is kept."""
    asked = next((name for name in SIZES if name in request.GET), "")
    kept = cookies.read(request, cookies.SIZE) if read(request).preferences else ""
    return asked or (kept if kept in SIZES else "") or SIZES[0]


def _drop_kind(request: HttpRequest, response: HttpResponse, kind: Kind) -> None:
    """Delete the cookies of a kind that the browser has."""
    for one in cookies.of_kind(kind):
        if cookies.read(request, one.name) is not None:
            cookies.drop(response, one.name)

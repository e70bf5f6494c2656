"""The cookies page, and what is chosen there or in the banner. It works by forms alone."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from plainsight.public import choices, cookies, known
from plainsight.public.answering import NOT_NOW, PUT_RIGHT, onward
from plainsight.public.cookies import Kind

PAGE = "public/cookies.html"
DECISIONS = {"accept": (True, True), "reject": (False, False)}
YES_OR_NO = {"yes": True, "no": False}

log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """Show the cookies and the choice; or keep a choice, and go back to where it was made.

    A failure of any kind sets nothing and says so in plain words.
    """
    if request.method != "POST":
        return render(request, PAGE, _shown(request))
    try:
        return _sized(request) if "size" in request.POST else _chosen(request)
    except Exception:
        log.exception("a choice about cookies was not kept")
        return render(request, PAGE, _shown(request) | {"failed": True}, status=NOT_NOW)


def _chosen(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen: all, nothing, or each kind by itself; or lead to the page for that."""
    if request.POST.get("choice") == "choose":
        return onward(request, "cookies")
    said = {kind: YES_OR_NO.get(request.POST.get(kind, "")) for kind in ("preferences", "usage")}
    preferences, usage = DECISIONS.get(
        request.POST.get("choice", ""), (said["preferences"], said["usage"])
    )
    if preferences is None or usage is None:
        missing = [kind for kind, answer in said.items() if answer is None]
        shown = _shown(request) | {"missing": missing, "said": said}
        return render(request, PAGE, shown, status=PUT_RIGHT)
    response = _back(request, "saved")
    choices.keep(request, response, preferences=preferences, usage=usage)
    return response


def _sized(request: HttpRequest) -> HttpResponse:
    """Change the size of text: for good where preferences may be kept, else for one page."""
    size = request.POST["size"]
    if size not in choices.SIZES:
        return render(request, PAGE, _shown(request) | {"no_size": True}, status=PUT_RIGHT)
    if not choices.read(request).preferences:
        return _back(request, size)
    response = _back(request)
    cookies.keep(response, cookies.SIZE, size)
    return response


def _back(request: HttpRequest, mark: str = "") -> HttpResponse:
    """Lead back to the page of ours where the form stood; to the cookies page if in doubt."""
    response = onward(request, "cookies", mark)
    address = known.checked(request.POST.get("to", ""))
    if address:
        header = "X-Location" if "X-Location" in response else "Location"
        response[header] = address + (f"?{mark}" if mark else "")
    return response


def _shown(request: HttpRequest) -> dict[str, Any]:
    choice = choices.read(request)
    return {
        "choice": choice,
        "said": {"preferences": choice.preferences, "usage": choice.usage}
        if choice.is_made
        else {},
        "signal": choices.has_signal(request),
        "kinds": [(kind, cookies.of_kind(kind)) for kind in Kind],
        "size": choices.size(request),
        "only_here": any(name in request.GET for name in choices.SIZES),
        "here": reverse("cookies"),
    }

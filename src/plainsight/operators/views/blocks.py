"""The blocks of today: agreed to by a second officer, or taken back."""

from __future__ import annotations

from django.forms import UUIDField, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plainsight.operators.services.blocking import agree, asked, lift
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.people.errors import NotNow

NOT_PROCESSED = 422
DONE = {"agree": agree, "lift": lift}


@access("chat.block", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: DeskRequest) -> HttpResponse:
    """Show today's blocks with their reasons; agree to one, or take it back."""
    if request.method != "POST":
        return _page(request)
    try:
        block = UUIDField().clean(request.POST.get("block", ""))
    except ValidationError:
        raise Http404 from None
    if request.POST.get("do") not in DONE:
        raise Http404
    try:
        DONE[request.POST["do"]](request.officer, block=block)
    except NotNow as refusal:
        return _page(request, str(refusal))
    return redirect("/chat/blocks/")


def _page(request: DeskRequest, problem: str = "") -> HttpResponse:
    found = asked(request.officer, unlocked=key_of(request))
    shown = {"found": found, "problem": problem}
    return render(request, "operators/blocks.html", shown, status=NOT_PROCESSED if problem else 200)

"""The waiting room."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from plainsight.operators.queries import ended_lately, is_taking, seats
from plainsight.operators.services.blocking import blocks
from plainsight.operators.services.taking import be_there, still_there
from plainsight.people.access import can
from plainsight.people.decorators import DeskRequest, access


@access("chat.list")
@require_GET
def room(request: DeskRequest) -> HttpResponse:
    """Show who waits and who talks. Nothing of it was under a seal, so showing it is not logged."""
    found = seats(request.officer)
    still_there(request.officer)
    shown = {
        "mine": [one for one in found if one.is_mine],
        "free": [one for one in found if one.is_free],
        "others": [one for one in found if not (one.is_mine or one.is_free)],
        "ended": list(ended_lately(request.officer)[:50]),
        "asked": blocks(request.officer).filter(agreed_by=None).count(),
        "is_taking": is_taking(request.officer),
        "may_accept": can(request.officer, "chat.accept"),
        "may_supervise": can(request.officer, "chat.supervise"),
    }
    return render(request, "operators/room.html", shown)


@access("chat.accept")
@require_POST
def there(request: DeskRequest) -> HttpResponse:
    """Begin or stop taking chats."""
    be_there(request.officer, is_taking=request.POST.get("take") == "yes")
    return redirect("/chat/")

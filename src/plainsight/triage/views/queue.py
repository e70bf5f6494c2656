"""The queue: what waits, in the order of danger, and whether more has come."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plainsight.people.decorators import DeskRequest, access
from plainsight.triage.queries import Pile, counts, has_alarm, queue, unread_replies

A_PAGE = 50


@access("report.list")
@require_GET
def reports(request: DeskRequest) -> HttpResponse:
    """Show one pile of the queue. Nothing on it was under a seal, so showing it is not logged."""
    pile = _pile(request)
    found = counts(request.officer)
    page = Paginator(queue(request.officer, pile), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "pile": pile,
        "piles": [(one, found[one]) for one in Pile],
        "page": page,
        "total": found[Pile.ALL],
        "replies": unread_replies(request.officer),
    }
    return render(request, "triage/reports.html", context)


@access("report.list")
@require_GET
def news(request: DeskRequest) -> HttpResponse:
    """Say what there is now, to a page that heard the bell: numbers, and whether to alarm."""
    now = {
        "reports": counts(request.officer)[Pile.ALL],
        "replies": unread_replies(request.officer),
        "alarm": has_alarm(request.officer),
    }
    return JsonResponse(now)


def _pile(request: DeskRequest) -> Pile:
    try:
        return Pile(request.GET.get("pile", Pile.WAITING))
    except ValueError:
        return Pile.WAITING

"""The queue: what waits, in the order of danger, and whether more has come."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plainsight.people.access import can
from plainsight.people.decorators import DeskRequest, access
from plainsight.triage.alarms import alarms_for
from plainsight.triage.naming import ViewForm
from plainsight.triage.piles import Pile
from plainsight.triage.queries import (
    COUNTED_UP_TO,
    count,
    counts,
    page_of,
    saved_views,
)
from plainsight.triage.sorting import Order
from plainsight.triage.view import View

NOT_PROCESSED = 422


@access("report.list")
@require_GET
def reports(request: DeskRequest) -> HttpResponse:
    """Show one view of the queue. Nothing on it was under a seal, so showing it is not logged."""
    view = View.of(request.officer, request.META["QUERY_STRING"])
    return queue_page(request, view, status=NOT_PROCESSED if view.form.errors else 200)


def queue_page(
    request: DeskRequest, view: View, *, naming: ViewForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of a view; `naming` is the form that keeps it, when it was not right."""
    page = page_of(view)
    found = counts(request.officer)
    is_counted = view.pile in found and not view.is_narrowed
    total = found[view.pile] if is_counted else count(view, page)
    kept = list(saved_views(request.officer))
    context = {
        "view": view,
        "page": page,
        "total": total,
        "total_is_more": total >= COUNTED_UP_TO,
        "piles": [(one, _query_of(one), found.get(one)) for one in Pile],
        "kept": kept,
        "present": next((one for one in kept if one.query == view.query), None),
        "orders": [(one, view.query_with(order=_order_in_address(one))) for one in Order],
        "chips": [(words, view.query_with(**{name: ""})) for name, words in view.form.said()],
        "naming": naming or ViewForm(initial={"query": view.query}),
        "may_keep": can(request.officer, "view.own"),
        "counted_up_to": COUNTED_UP_TO,
    }
    return render(request, "triage/reports.html", context, status=status)


@access("report.list")
@require_GET
def news(request: DeskRequest) -> HttpResponse:
    """Say what there is now, to a page that asks by itself.

    Whether to alarm, always; and to a page of the queue, which sends its own query, how much is in
    its view and what stands on the view's first page with how many unread replies.
    """
    now: dict[str, object] = {"alarms": [asdict(one) for one in alarms_for(request.officer)]}
    if "pile" in request.GET:
        view = View.of(request.officer, request.META["QUERY_STRING"])
        page = page_of(view)
        now["count"] = count(view, page)
        now["first"] = {str(row.report_id): row.unread for row in page.rows}
    return JsonResponse(now)


def _query_of(pile: Pile) -> str:
    return f"pile={pile.value}"


def _order_in_address(order: Order) -> str:
    return "" if order is Order.RISK else order.value

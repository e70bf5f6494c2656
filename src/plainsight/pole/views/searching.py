"""The search, what one is told, and the queue of pairs to be decided."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plainsight.people.access import can
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.pole.forms import SearchForm
from plainsight.pole.kinds import KINDS
from plainsight.pole.queries import queue
from plainsight.pole.services.searching import Asked, search
from plainsight.pole.services.telling import fresh, seen
from plainsight.pole.views.at_desk import NOT_PROCESSED, desk_of

A_PAGE = 50


@access("record.list", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def searched(request: DeskRequest) -> HttpResponse:
    """Show the box; or what was found. What is looked for is never in an address."""
    form = SearchForm(request.POST or None)
    shown: dict[str, object] = {
        "form": form,
        "kinds": KINDS,
        "told": fresh(request.officer)[:A_PAGE],
        "waiting": queue(request.officer).count(),
        "may_write": can(request.officer, "record.write"),
        "may_search_reports": bool(can(request.officer, "report.search")),
    }
    if request.method != "POST":
        return render(request, "pole/search.html", shown)
    if form.is_valid():
        try:
            shown["answer"] = search(desk_of(request), Asked(**form.cleaned_data))
            return render(request, "pole/search.html", shown)
        except NotNow as refusal:
            form.add_error("words", str(refusal))
    return render(request, "pole/search.html", shown, status=NOT_PROCESSED)


@access("record.list")
@require_POST
def noted(request: DeskRequest) -> HttpResponse:
    """Note that one has seen what one was told."""
    seen(request.officer)
    return redirect("/records/")


@access("record.list", unlocked=True)
@require_GET
def to_judge(request: DeskRequest) -> HttpResponse:
    """Show the pairs that nobody has decided, those of most worth first."""
    found = queue(request.officer)
    return render(request, "pole/queue.html", {"found": found[:A_PAGE], "count": found.count()})

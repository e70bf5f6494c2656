"""Help at once: how to call 999, and the choice to stop there or to go on writing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from plainsight.intake import drafts
from plainsight.intake.draft import Draft
from plainsight.intake.errors import NotNow
from plainsight.public import cookies, steps
from plainsight.public.answering import marked, not_now, onward

TEMPLATE = "public/report/help.html"


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """Say how to call; then throw the draft away and stop, or go on. Needs no draft itself."""
    changing = request.POST.get("then") == steps.CHECK or marked(request, "change")
    shown = {"then": steps.CHECK if changing else ""}
    if request.method != "POST":
        return render(request, TEMPLATE, shown)
    cookie = cookies.read(request, cookies.DRAFT)
    try:
        if request.POST.get("go") == "stop":
            drafts.discard(cookie)
            response = onward(request, "report_done", "s")
            cookies.drop(response, cookies.DRAFT)
            return response
        found = drafts.find(cookie)
    except NotNow:
        return not_now(request, TEMPLATE, shown)
    if request.POST.get("go") == "back":
        return onward(request, steps.FIRST)
    if changing and isinstance(found, Draft) and steps.has_begun(found):
        return onward(request, steps.CHECK)
    return onward(request, steps.after(steps.FIRST, steps.way_of(found)))

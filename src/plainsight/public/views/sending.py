"""Checking the answers, sending them, and the return code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from plainsight.intake import conversations, drafts, sending
from plainsight.intake.conversations import Visit
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.errors import DraftGone, NotNow
from plainsight.public import cookies, steps
from plainsight.public.answering import PUT_RIGHT, marked, not_now, onward
from plainsight.public.views.cards import card, compared

CHECK = "public/report/check.html"
CODE = "public/report/code.html"


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show all answers; send them when that is pressed, however often it is pressed."""
    draft = _written(request)
    if isinstance(draft, HttpResponse):
        return draft
    way = draft.answers.way
    shown = steps.number_and_count(steps.CHECK, way) | {
        "draft": draft,
        "answers": draft.answers,
        "is_resumed": draft.earlier is not None,
        "offers_code": not draft.has_early_code,
    }
    if request.method != "POST":
        return render(request, CHECK, shown)
    going = request.POST.get("go")
    if going in {"back", "early"}:
        there = {"back": (steps.before(steps.CHECK, way), ""), "early": ("report_early", "c")}
        return onward(request, *there[going])
    try:
        sending.send(draft.cookie, with_code=going != "without", read=draft)
    except DraftGone:
        return onward(request, steps.FIRST)
    except NotNow:
        return not_now(request, CHECK, shown)
    return onward(request, "report_code")


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Show the reference and the return code for thirty minutes; compare one typed back."""
    sent = _sent(request)
    if isinstance(sent, HttpResponse):
        return sent
    shown = {"sent": sent} | card(sent.return_code)
    if request.method != "POST":
        return render(request, CODE, shown | {"right": marked(request, "right")})
    if request.POST.get("go") == "try":
        wrong = compared(request, sent.return_code)
        if wrong is None:
            return onward(request, "report_code", "right")
        return render(request, CODE, shown | {"form": wrong}, status=PUT_RIGHT)
    if request.POST.get("go") == "destroy" and sent.return_code:
        try:
            visit = conversations.open_by_code(sent.return_code)
            if isinstance(visit, Visit):
                conversations.destroy(visit)
        except NotNow:
            return not_now(request, CODE, shown)
    response = onward(request, "report_done")
    cookies.drop(response, cookies.DRAFT)
    return response


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say that it is over, what happens next, and how to leave no trace."""
    return render(request, "public/report/done.html", {"stopped": marked(request, "s")})


def _written(request: HttpRequest) -> Draft | HttpResponse:
    """Return the draft with at least its first answer, or the page to show instead."""
    try:
        found = drafts.find(cookies.read(request, cookies.DRAFT))
    except NotNow:
        return not_now(request, CHECK, {})
    if isinstance(found, Sent):
        return onward(request, "report_code")
    if found is None or not steps.has_begun(found):
        return onward(request, steps.FIRST)
    return found


def _sent(request: HttpRequest) -> Sent | HttpResponse:
    """Return what was sent within thirty minutes, or the page to show instead."""
    try:
        found = drafts.find(cookies.read(request, cookies.DRAFT))
    except NotNow:
        return not_now(request, CODE, {})
    if isinstance(found, Draft):
        return onward(request, steps.CHECK)
    if found is None:
        return render(request, "public/report/no_code.html")
    return found

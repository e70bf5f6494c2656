"""Checking the answers, sending them, and the return code."""

from __future__ import annotations

import hmac

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from plainsight.intake import conversations, drafts, returncodes, sending
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.errors import DraftGone, NotNow
from plainsight.public import cookies, steps
from plainsight.public.answering import PUT_RIGHT, marked, not_now, onward
from plainsight.public.returning import ReturnCode

CHECK = "public/report/check.html"
CODE = "public/report/code.html"


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show all answers; send them when that is pressed, however often it is pressed."""
    draft = _written(request)
    if isinstance(draft, HttpResponse):
        return draft
    shown = {"answers": draft.answers, "number": steps.COUNT, "count": steps.COUNT}
    if request.method != "POST":
        return render(request, CHECK, shown)
    if request.POST.get("go") == "back":
        return onward(request, steps.before(steps.CHECK))
    try:
        with_code = request.POST.get("go") != "without"
        sending.send(draft.cookie, with_code=with_code, read=draft)
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
    if request.method != "POST":
        return render(request, CODE, _shown(sent) | {"right": marked(request, "right")})
    if request.POST.get("go") == "try":
        return _compare(request, sent)
    if request.POST.get("go") == "destroy" and sent.return_code:
        try:
            visit = conversations.open_by_code(sent.return_code)
            if visit:
                conversations.destroy(visit)
        except NotNow:
            return not_now(request, CODE, _shown(sent))
    response = onward(request, "report_done")
    cookies.drop(response, cookies.DRAFT)
    return response


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say that it is over, what happens next, and how to leave no trace."""
    return render(request, "public/report/done.html")


def _written(request: HttpRequest) -> Draft | HttpResponse:
    """Return the draft with at least its first answer, or the page to show instead."""
    try:
        found = drafts.find(cookies.read(request, cookies.DRAFT))
    except NotNow:
        return not_now(request, CHECK, {})
    if isinstance(found, Sent):
        return onward(request, "report_code")
    if found is None or not found.answers.what:
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


def _shown(sent: Sent) -> dict[str, object]:
    """Return what the code's page shows; the code in its groups, so that it can be read out."""
    groups = returncodes.spell(sent.return_code).split("-") if sent.return_code else []
    return {"sent": sent, "groups": groups, "form": ReturnCode(auto_id="try_%s")}


def _compare(request: HttpRequest, sent: Sent) -> HttpResponse:
    """Compare a code typed back from a note with the real one."""
    form = ReturnCode(request.POST, auto_id="try_%s")
    if form.is_valid():
        typed = returncodes.parse(form.cleaned_data["code"]) or ""
        if hmac.compare_digest(typed, sent.return_code or ""):
            return onward(request, "report_code", "right")
        form.add_error("code", gettext("That is not the same code. Compare it group by group."))
    return render(request, CODE, _shown(sent) | {"form": form}, status=PUT_RIGHT)

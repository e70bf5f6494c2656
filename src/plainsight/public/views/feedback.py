"""Telling us what one thinks of the site, without giving a name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from plainsight.feedback.pages import PAGES
from plainsight.feedback.sending import send_feedback
from plainsight.intake.errors import NotNow
from plainsight.public import guarding
from plainsight.public.answering import PUT_RIGHT, marked, not_now, onward
from plainsight.public.opinion import Opinion

PAGE = "public/feedback.html"
PURPOSE = "feedback"


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Ask what somebody thinks, and send it sealed; or thank them."""
    if request.method == "POST":
        return _send(request)
    if marked(request, "sent"):
        return render(request, "public/feedback_sent.html")
    page = next((name for name in PAGES if name != "feedback" and marked(request, name)), "")
    return render(request, PAGE, {"form": Opinion(initial={"page": page}), "pages": PAGES})


def _send(request: HttpRequest) -> HttpResponse:
    form = Opinion(request.POST)
    shown = {"form": form, "pages": PAGES}
    if not form.is_valid():
        return render(request, PAGE, shown, status=PUT_RIGHT)
    checked = guarding.check(request, PURPOSE, spend=False)
    if checked.token is None:
        return render(request, PAGE, shown | {"problem": checked.problem}, status=PUT_RIGHT)
    try:
        is_new = send_feedback(
            token=checked.token.nonce,
            text=form.cleaned_data["text"],
            rating=form.cleaned_data["rating"],
            page=form.cleaned_data["page"],
        )
    except NotNow:
        return not_now(request, PAGE, shown)
    if not is_new:
        return render(request, PAGE, shown | {"is_old": True}, status=PUT_RIGHT)
    return onward(request, "feedback", "sent")

"""Coming back by a return code: new messages, and a box to write in. Never the report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from plainsight.core import formtokens
from plainsight.intake import conversations
from plainsight.intake.conversations import Visit
from plainsight.intake.errors import CodeUnknown, NotNow
from plainsight.public import cookies, visiting
from plainsight.public.answering import PUT_RIGHT, marked, not_now, onward
from plainsight.public.returning import Answer, ReturnCode

ENTER = "public/messages/enter.html"
READ = "public/messages/read.html"
ANSWER = "answer"


@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with a visit under way, show what is new and the box to write in."""
    if request.method == "POST":
        return _enter(request)
    visit, _ = visiting.read(request)
    if visit is None:
        if marked(request, "c"):
            return render(request, "public/no_cookies.html", status=PUT_RIGHT)
        return render(request, ENTER, {"form": ReturnCode(), "over": marked(request, "over")})
    return _read(request, visit, {"form": Answer(), "went": marked(request, "went")})


def _enter(request: HttpRequest) -> HttpResponse:
    form = ReturnCode(request.POST)
    if not form.is_valid():
        return render(request, ENTER, {"form": form}, status=PUT_RIGHT)
    try:
        visit = conversations.open_by_code(form.cleaned_data["code"])
    except NotNow:
        return not_now(request, ENTER, {"form": form})
    if visit is None:
        form.add_error("code", _nothing_found())
        return render(request, ENTER, {"form": form}, status=PUT_RIGHT)
    response = onward(request, "messages", "c")
    visiting.keep(response, visit)
    return response


def _read(
    request: HttpRequest, visit: Visit, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    try:
        received = conversations.unread(visit)
    except NotNow:
        return not_now(request, READ, shown)
    response = render(request, READ, shown | {"received": received}, status=status)
    visiting.keep(response, visit, received)
    return response


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Send the answer, or only note that the messages were read; then they are gone."""
    visit, seen = visiting.read(request)
    form = Answer(request.POST)
    if visit is None:
        return _ask_again(request, form)
    sending = request.POST.get("go") == "send"
    unsent = form.data.get("text", "").strip() and not sending
    if (not form.is_valid() and sending) or unsent:
        if unsent:
            form.errors.pop("text", None)
            form.add_error("text", gettext("This is not sent yet. Send it, or empty the box."))
        return _read(request, visit, {"form": form}, PUT_RIGHT)
    try:
        if sending:
            token = formtokens.verify(request.POST.get(formtokens.FIELD, ""), ANSWER)
            conversations.answer(visit, client_id=token.nonce, text=form.cleaned_data["text"])
        conversations.acknowledge(visit, up_to=seen.up_to, keep=form.cleaned_data["keep"])
    except formtokens.FormTokenError:
        return _read(request, visit, {"form": form, "old": True}, PUT_RIGHT)
    except CodeUnknown:
        return _ask_again(request, form)
    except NotNow:
        return not_now(request, READ, {"form": form})
    return onward(request, "messages", "went") if sending else _over(request)


def _ask_again(request: HttpRequest, form: Answer) -> HttpResponse:
    """Take the code once more, with the text that was typed, when the visit ran out meanwhile."""
    typed = form.data.get("text", "")
    if "code" not in request.POST:
        return render(
            request,
            ENTER,
            {"form": ReturnCode(), "answer": Answer(initial={"text": typed})},
            status=PUT_RIGHT,
        )
    code = ReturnCode(request.POST)
    visit = None
    if code.is_valid():
        try:
            visit = conversations.open_by_code(code.cleaned_data["code"])
        except NotNow:
            return not_now(request, ENTER, {"form": code, "answer": form})
        if visit is None:
            code.add_error("code", _nothing_found())
    if visit is None:
        return render(request, ENTER, {"form": code, "answer": form}, status=PUT_RIGHT)
    return _read(request, visit, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def destroy(request: HttpRequest) -> HttpResponse:
    """Destroy the code, once the person has said that they mean it."""
    visit, _ = visiting.read(request)
    if visit is None:
        return onward(request, "messages")
    if request.method != "POST":
        return render(request, "public/messages/destroy.html")
    try:
        conversations.destroy(visit)
    except NotNow:
        return not_now(request, "public/messages/destroy.html", {})
    return _over(request)


def _over(request: HttpRequest) -> HttpResponse:
    response = onward(request, "messages", "over")
    cookies.drop(response, cookies.VISIT)
    return response


def _nothing_found() -> str:
    """Return the one answer to a code that is unknown, mistyped or destroyed."""
    return gettext("We cannot open anything with that code. Look at each group again.")

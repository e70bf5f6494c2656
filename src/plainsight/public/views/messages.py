"""Coming back by a return code: new messages, and a box to write in. Never the report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from plainsight.chat import visitor
from plainsight.chat.visiting import ChatVisit
from plainsight.intake import conversations
from plainsight.intake.conversations import Visit
from plainsight.intake.draft import Draft
from plainsight.intake.errors import CodeUnknown, NotNow
from plainsight.public import cookies, guarding, visiting
from plainsight.public.answering import PUT_RIGHT, marked, not_now, onward
from plainsight.public.returning import Answer, ReturnCode, client_id
from plainsight.public.views import entering

ENTER = "public/messages/enter.html"
READ = "public/messages/read.html"
ANSWER = "answer"
NEWS = ("went", "asked", "changed", "added")
"""Marks by which the page of the messages knows what has just been done."""


@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with a visit under way, show what is new and the box to write in."""
    if request.method == "POST":
        return _enter(request)
    visit, _ = visiting.read(request)
    if visit is None:
        if marked(request, "c"):
            return render(request, "public/no_cookies.html", status=PUT_RIGHT)
        shown = {"over": marked(request, "over"), "ended": marked(request, "ended")}
        return render(request, ENTER, {"form": ReturnCode()} | shown)
    return _read(request, visit, {"form": Answer(), "news": _news(request)})


def _news(request: HttpRequest) -> str:
    return next((mark for mark in NEWS if marked(request, mark)), "")


def _enter(request: HttpRequest) -> HttpResponse:
    """Open the conversation of a code, or take up the unfinished report that it was given for."""
    try:
        found, form = entering.typed(request)
        if isinstance(found, Draft) and entering.would_lose(request, found):
            form.add_error("code", _unsent())
            return render(request, ENTER, {"form": form}, status=PUT_RIGHT)
    except NotNow:
        return not_now(request, ENTER, {"form": ReturnCode(request.POST)})
    if isinstance(found, Draft):
        response = onward(request, "report", "c")
        cookies.keep(response, cookies.DRAFT, found.cookie)
        return response
    if found is None:
        return render(request, ENTER, {"form": form}, status=PUT_RIGHT)
    response = onward(request, "messages", "c")
    visiting.keep(response, found)
    return response


def _unsent() -> str:
    return gettext(
        "You are writing something else here that is not sent yet. Send it, or get a code for "
        "it. Then type this code again."
    )


def _read(
    request: HttpRequest, visit: Visit, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    try:
        received = conversations.unread(visit)
        chat = visitor.stands(ChatVisit.by_code(visit, after=0))
    except NotNow:
        return not_now(request, READ, shown)
    is_living = chat is not None and chat.state != "ended"
    shown = shown | {"received": received, "chat_is_living": is_living}
    response = render(request, READ, shown, status=status)
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
        problem = _sent(request, visit, form) if sending else ""
        if problem:
            return _read(request, visit, {"form": form, "problem": problem}, PUT_RIGHT)
        conversations.acknowledge(visit, up_to=seen.up_to, keep=form.cleaned_data["keep"])
    except CodeUnknown:
        return _ask_again(request, form)
    except NotNow:
        return not_now(request, READ, {"form": form})
    return onward(request, "messages", "went") if sending else _over(request)


def _sent(request: HttpRequest, visit: Visit, form: Answer) -> str:
    """Send the text, once however often the same is sent; return what is wrong with the form."""
    checked = guarding.check(request, ANSWER, spend=False)
    if checked.token:
        text = form.cleaned_data["text"]
        named = client_id(checked.token.nonce, text)
        conversations.answer(visit, client_id=named, text=text)
    return checked.problem


def _ask_again(request: HttpRequest, form: Answer) -> HttpResponse:
    """Take the code once more, with the text that was typed, when the visit ran out meanwhile."""
    try:
        visit, code = entering.typed_for_visit(request)
    except NotNow:
        shown = {"form": ReturnCode(request.POST), "answer": form}
        return not_now(request, ENTER, shown)
    if visit is None:
        kept = Answer(initial={"text": form.data.get("text", "")})
        return render(request, ENTER, {"form": code, "answer": kept}, status=PUT_RIGHT)
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

"""The chat's code, its end, and making a report of it without waiting any longer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plainsight.chat import visitor
from plainsight.chat.visiting import ChatVisit
from plainsight.intake import returncodes
from plainsight.intake.errors import CodeUnknown, NotNow
from plainsight.public import chatting, cookies, visiting
from plainsight.public.answering import not_now, onward

CODE, END, OVER = "public/chat/code.html", "public/chat/end.html", "public/chat/over.html"
WIPE = '"cache", "storage"'


@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """Show the code by which this chat can be come back to; only to the browser that began it."""
    visit = chatting.read(request)
    if visit is None or not visit.code:
        return onward(request, "chat")
    return render(request, CODE, _card(visit))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest) -> HttpResponse:
    """End the chat, once the person has said that they mean it; an interpreter only leaves."""
    visit = chatting.read(request)
    if visit is None:
        return onward(request, "chat")
    if request.method != "POST":
        return render(request, END, {"visit": visit})
    try:
        if visit.party == "interpreter":
            visitor.leave(visit)
        else:
            visitor.end(visit)
    except NotNow:
        return not_now(request, END, {"visit": visit})
    return _over(request, {})


@require_safe
def over(request: HttpRequest) -> HttpResponse:
    """Show what is left when a chat has ended: the code, once; then this browser forgets it."""
    visit = chatting.read(request)
    return _over(request, _card(visit) if visit else {})


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Make a report of what was written, for somebody who does not want to wait."""
    visit = chatting.read(request)
    if visit is None or visit.party != "reporter":
        return onward(request, "chat")
    if request.method != "POST":
        return render(request, "public/chat/report.html", {"visit": visit})
    try:
        reference = visitor.make_report(visit)
    except NotNow:
        return not_now(request, "public/chat/report.html", {"visit": visit})
    return _over(request, {"reference": reference} | _card(visit))


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Go on with a living chat from the messages, as the holder of its code."""
    visit, _ = visiting.read(request)
    if visit is None:
        return onward(request, "messages")
    held = ChatVisit.by_code(visit, after=0)
    try:
        stands = visitor.stands(held)
    except (CodeUnknown, NotNow):
        stands = None
    if stands is None or stands.state == "ended":
        return onward(request, "messages")
    response = onward(request, "chat")
    chatting.keep(response, ChatVisit.by_code(visit, after=stands.last_seq))
    return response


def _card(visit: ChatVisit) -> dict[str, object]:
    return {"groups": returncodes.spell(visit.code).split("-") if visit.code else []}


def _over(request: HttpRequest, shown: dict[str, object]) -> HttpResponse:
    response = render(request, OVER, shown)
    cookies.drop(response, cookies.CHAT)
    response["Clear-Site-Data"] = WIPE
    return response

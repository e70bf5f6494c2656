"""The chat: before it begins, while it goes on, and each message of it.

The same address does all of it, so a browser's history tells little. All of it works without
scripts; with them the page sends and fetches by itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from plainsight.chat import beginning, visitor
from plainsight.chat.visiting import ChatVisit
from plainsight.chat.visitor import Stands
from plainsight.intake import drafts, sending
from plainsight.intake.errors import NotNow
from plainsight.intake.messages import Said
from plainsight.public import chatting, cookies, guarding
from plainsight.public.answering import NOT_NOW, PUT_RIGHT, marked, not_now, once_more, onward
from plainsight.public.chatting import Say, Start
from plainsight.public.views import chat_words

START, TALK = "public/chat/start.html", "public/chat/talk.html"
PURPOSE = "chat"


@require_http_methods(["GET", "HEAD", "POST"])
def chat(request: HttpRequest) -> HttpResponse:
    """Show the chat that is under way, or what there is to know before one; take what is sent."""
    visit = chatting.read(request)
    try:
        stands = visitor.stands(visit) if visit else None
        if visit is not None and stands is None and visit.party == "interpreter":
            return onward(request, "chat_over")  # a hold on another's chat begins none of its own
        if visit is None or stands is None:
            return _begin(request, visit) if request.method == "POST" else _start(request)
        if request.method == "POST":
            return say(request, visit, stands)
        return talk(request, visit, stands, Say.fresh(visitor.unsent(visit, stands)))
    except NotNow:
        return _kept(request, visit)


def talk(
    request: HttpRequest, visit: ChatVisit, stands: Stands, form: Say, **more: Any
) -> HttpResponse:
    """Show the log and the box. Raises NotNow."""
    shown = chat_words.shown(visit, stands, visitor.rows(visit, after=0))
    context = shown | {"form": form, "is_writing": bool(form.errors)} | more
    response = render(request, TALK, context, status=PUT_RIGHT if form.errors else 200)
    chatting.keep(response, visit)
    return response


@require_http_methods(["GET", "HEAD"])
def write(request: HttpRequest) -> HttpResponse:
    """Show the box on a page that stays still, for a browser without scripts."""
    visit = chatting.read(request)
    try:
        stands = visitor.stands(visit) if visit else None
        if visit is None or stands is None:
            return onward(request, "chat")
        return talk(
            request, visit, stands, Say.fresh(visitor.unsent(visit, stands)), is_writing=True
        )
    except NotNow:
        return _kept(request, visit)


def say(request: HttpRequest, visit: ChatVisit, stands: Stands) -> HttpResponse:
    """Say what was typed, once however often it is sent. Raises NotNow."""
    form = Say(request.POST)
    if not form.is_valid():
        return talk(request, visit, stands, form)
    text = form.cleaned_data["text"]
    if visitor.is_stop(visit, text):
        visitor.end(visit, is_stop=True)
        return _away(request)
    outcome = visitor.say(visit, client_id=form.client_id(), said=Said("text", text))
    if outcome.name != "said":
        form.add_error("text", chat_words.refused(outcome))
        return talk(request, visit, stands, form)
    response = onward(request, "chat")
    response["X-Seq"] = str(outcome.seq)
    return response


def _start(request: HttpRequest, form: Start | None = None, problem: str = "") -> HttpResponse:
    """Say what is to be known first, with the form; without a database less of it."""
    if marked(request, "c") and request.method != "POST":
        return render(request, "public/no_cookies.html", status=PUT_RIGHT)
    shown = {
        "form": form or Start(),
        "problem": problem,
        "outlook": beginning.outlook(),
        "week": chat_words.week(),
    }
    is_wrong = problem or (form is not None and form.errors)
    return render(request, START, shown, status=PUT_RIGHT if is_wrong else 200)


def _begin(request: HttpRequest, visit: ChatVisit | None) -> HttpResponse:
    """Begin, or make a report of the words when nobody can answer. Raises NotNow."""
    form = Start(request.POST)
    if not form.is_valid():
        return _start(request, form)
    if visit is None or not visit.code:  # one that came by a code, of a chat that is gone
        if marked(request, "c"):
            typed = [form.cleaned_data["text"]]
            return render(request, "public/no_cookies.html", {"typed": typed}, status=PUT_RIGHT)
        problem = guarding.check(request, PURPOSE).problem
        if problem:
            return _start(request, form, problem)
        response = once_more(request)
        chatting.keep(response, ChatVisit.new())
        return response
    opening = form.opening()
    visit = replace(visit, stop_word=form.cleaned_data["stop_word"], language=opening.language)
    address = request.META.get("REMOTE_ADDR", "")
    network = beginning.network(address) if address else None
    if beginning.begin(visit, opening, network=network) in {"closed", "blocked"}:
        return _reported(request, opening, form)
    response = onward(request, "chat")
    chatting.keep(response, visit)
    return response


def _reported(request: HttpRequest, opening: beginning.Opening, form: Start) -> HttpResponse:
    """Make a report of what was typed, since nobody can answer now."""
    if not opening.text:
        form.add_error("text", chat_words.nobody())
        return _start(request, form)
    draft = drafts.begin(opening.answers)
    sending.send(draft.cookie, read=draft)
    response = onward(request, "report_code")
    cookies.keep(response, cookies.DRAFT, draft.cookie)
    cookies.drop(response, cookies.CHAT)
    return response


def _away(request: HttpRequest) -> HttpResponse:
    """Take the page away at once: the stop word was typed."""
    address = settings.EXIT_URL if "X-Replace" in request.headers else reverse("leave")
    if "X-Replace" in request.headers:
        response = HttpResponse(status=204, headers={"X-Location": address})
    else:
        response = HttpResponse(status=303, headers={"Location": address})
    cookies.drop_all(response)
    return response


def _kept(request: HttpRequest, visit: ChatVisit | None) -> HttpResponse:
    """Show what was typed again: it could not be kept just now."""
    given = request.POST if request.method == "POST" else None
    if visit is not None and given is not None and "id" in given:
        return not_now(request, "public/chat/kept.html", {"form": Say(given)})
    if given is not None:
        return not_now(request, START, {"form": Start(given), "outlook": None})
    return render(request, "public/chat/kept.html", {"not_now": True}, status=NOT_NOW)

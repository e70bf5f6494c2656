"""What a page of the chat asks by itself: what is new, its stream, and what is not sent yet."""

from __future__ import annotations

from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from plainsight.chat import visitor
from plainsight.codes.phrases import phrase_of, wording
from plainsight.intake.errors import NotNow
from plainsight.intake.messages import LONGEST, Said
from plainsight.live.permission import stream_allowed
from plainsight.public import chatting
from plainsight.public.answering import NOT_NOW, onward
from plainsight.public.views import chat_words

NO_CHAT = 404
MOST = 2**31 - 1


@require_GET
def news(request: HttpRequest) -> HttpResponse:
    """Give the rows after a number, and in the headers how the chat stands."""
    visit = chatting.read(request)
    try:
        stands = visitor.stands(visit) if visit else None
        if visit is None or stands is None:
            return HttpResponse(status=NO_CHAT)
        after = _number(request.GET.get("after", ""))
        rows = visitor.rows(visit, after=after)
    except NotNow:
        return HttpResponse(status=NOT_NOW)
    shown = chat_words.shown(visit, stands, rows)
    response = render(request, "public/chat/rows.html", shown)
    response["X-Last"] = str(rows[-1].seq if rows else after)
    response["X-State"] = stands.state
    return response


@require_GET
def live(request: HttpRequest) -> HttpResponse:
    """Let the browser of a chat's visitor have its stream, after what it has already."""
    visit = chatting.read(request)
    if visit is None:
        return HttpResponse(status=NO_CHAT)
    return stream_allowed({visit.conversation: _number(request.headers.get("Last-Event-ID", ""))})


@require_POST
def unsent(request: HttpRequest) -> HttpResponse:
    """Keep what is typed and not sent; nothing stands in its way and nothing is answered."""
    visit = chatting.read(request)
    if visit is not None and visit.party == "reporter":
        try:
            visitor.keep_unsent(visit, request.POST.get("text", "")[:LONGEST])
        except NotNow:
            return HttpResponse(status=NOT_NOW)
    return HttpResponse(status=204)


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Say a prepared answer, once however often the button of one question is pressed."""
    visit = chatting.read(request)
    phrase = phrase_of(request.POST.get("answer", ""))
    try:
        stands = visitor.stands(visit) if visit else None
        if visit is not None and stands and phrase and phrase.is_answer:
            said = wording(phrase.code, visit.language) or wording(phrase.code, "en")
            text = said.text if said else phrase.english
            asked = _number(request.POST.get("asked", ""))
            named = uuid5(visit.conversation, f"answer {asked} {phrase.code}")
            language = visit.language if said else "en"
            visitor.say(
                visit,
                client_id=named,
                said=Said("phrase", text, phrase=phrase.code, language=language),
            )
    except NotNow:
        return HttpResponse(
            gettext("That did not go through. Go back and press it again."), status=NOT_NOW
        )
    return onward(request, "chat")


def _number(text: str) -> int:
    is_one = text.isascii() and text.isdigit() and len(text) < 10  # noqa: PLR2004 (more than any log has)
    return int(text) if is_one else 0

"""Files in a chat: sealed under the conversation's keys while they arrive, as those of a report."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from plainsight.chat import visitor
from plainsight.chat.visiting import ChatVisit
from plainsight.files import store
from plainsight.intake.answers import MOST_FILES
from plainsight.intake.draft import file_key
from plainsight.intake.errors import NotNow
from plainsight.public import arriving, chatting, guarding
from plainsight.public.answering import PUT_RIGHT, not_now, onward
from plainsight.public.returning import client_id
from plainsight.public.views import chat_words

TEMPLATE = "public/chat/files.html"
PURPOSE = "chat_files"
LIMITS = {"most": MOST_FILES, "size": arriving.LARGEST_MB}


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Take files into the chat that is under way; an interpreter adds none."""
    visit = chatting.read(request)
    try:
        stands = visitor.stands(visit) if visit else None
        if visit is None or stands is None or visit.party != "reporter":
            return onward(request, "chat")
        if request.method != "POST":
            response = render(request, TEMPLATE, LIMITS)
            chatting.keep(response, visit)
            return response
        problems = _take(request, visit)
    except NotNow:
        return not_now(request, TEMPLATE, LIMITS)
    if not problems:
        return onward(request, "chat")
    shown = LIMITS | {"problems": list(dict.fromkeys(problems))}
    return render(request, TEMPLATE, shown, status=PUT_RIGHT)


def _take(request: HttpRequest, visit: ChatVisit) -> list[str]:
    """Keep what arrived; return what to tell the person about the rest."""
    arrived = arriving.receive(request, lambda file: file_key(visit.key, file))
    checked = guarding.check(request, PURPOSE)
    if checked.token is None:
        return [checked.problem]
    problems = arrived.problems
    for upload in arrived.uploads:
        problems += _attach(visit, upload, checked.token.nonce)
    if not (arrived.uploads or problems):
        problems.append(arriving.nothing_chosen())
    return problems


def _attach(visit: ChatVisit, upload: arriving.SealedUpload, nonce: UUID) -> list[str]:
    """Put one file into the log; return what to tell the person if it cannot be."""
    note, problem = arriving.kept(upload)
    if note is None:
        return [problem]
    try:
        outcome = visitor.attach(visit, client_id=client_id(nonce, upload.sha256), note=note)
    except NotNow:
        store.delete(upload.id)
        raise
    if outcome.name == "said":
        return []
    store.delete(upload.id)
    full = outcome.name == "full"
    return [arriving.no_more(MOST_FILES) if full else chat_words.file_refused(outcome)]

"""Files that follow a report: sealed under the conversation's keys while they arrive."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from plainsight.files import store
from plainsight.intake import conversations
from plainsight.intake.answers import MOST_FILES
from plainsight.intake.conversations import Visit
from plainsight.intake.errors import CodeUnknown, NotNow, TooManyFiles
from plainsight.public import arriving, guarding, visiting
from plainsight.public.answering import PUT_RIGHT, not_now, onward
from plainsight.public.returning import client_id

TEMPLATE = "public/messages/files.html"
PURPOSE = "files"


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Take in more files. Those that were sent before are not shown."""
    visit, seen = visiting.read(request)
    if visit is None:
        return onward(request, "messages", "ended" if request.method == "POST" else "")
    if request.method != "POST":
        response = render(request, TEMPLATE, _limits())
        visiting.prolong(response, visit, seen)
        return response
    try:
        problems = _take(request, visit)
    except CodeUnknown:
        return onward(request, "messages", "ended")
    except NotNow:
        return not_now(request, TEMPLATE, _limits())
    if problems:
        shown = _limits() | {"problems": list(dict.fromkeys(problems))}
        response = render(request, TEMPLATE, shown, status=PUT_RIGHT)
    else:
        response = onward(request, "messages", "added")
    visiting.prolong(response, visit, seen)
    return response


def _limits() -> dict[str, int]:
    return {"most": MOST_FILES, "size": arriving.LARGEST_MB}


def _take(request: HttpRequest, visit: Visit) -> list[str]:
    """Keep what arrived; return what to tell the person about the rest."""
    arrived = arriving.receive(request, lambda file: conversations.file_key(visit, file))
    checked = guarding.check(request, PURPOSE)
    if checked.token is None:
        return [checked.problem]
    problems = arrived.problems
    for upload in arrived.uploads:
        named = client_id(checked.token.nonce, upload.sha256)
        problems += _attach(visit, upload, named)
    if not (arrived.uploads or problems):
        problems.append(arriving.nothing_chosen())
    return problems


def _attach(visit: Visit, upload: arriving.SealedUpload, named: UUID) -> list[str]:
    """Keep one file with the conversation; return what to tell the person if it cannot be."""
    note, problem = arriving.kept(upload)
    if note is None:
        return [problem]
    try:
        conversations.attach(visit, client_id=named, note=note)
    except TooManyFiles:
        store.delete(upload.id)
        return [arriving.no_more(MOST_FILES)]
    except (CodeUnknown, NotNow):
        store.delete(upload.id)
        raise
    return []

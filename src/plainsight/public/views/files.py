"""The report's page for photographs and other files, which are sealed while they arrive."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from plainsight.files import store
from plainsight.intake import drafts
from plainsight.intake.answers import MOST_FILES
from plainsight.intake.draft import Draft
from plainsight.intake.errors import AlreadySent, DraftGone, NotNow, TooManyFiles
from plainsight.public import arriving, cookies, steps
from plainsight.public.answering import PUT_RIGHT, not_now, onward
from plainsight.public.views.report import context, following

PAGE = steps.BY_NAME[steps.FILES]


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Show the files of the report; take in more of them, or take one out."""
    try:
        found = drafts.find(cookies.read(request, cookies.DRAFT))
    except NotNow:
        return not_now(request, PAGE.template, context(request, PAGE, PAGE.form()))
    if not isinstance(found, Draft):
        return onward(request, steps.FIRST if found is None else "report_code")
    if request.method == "POST":
        return _take(request, found)
    return render(request, PAGE.template, _shown(request, found))


def _take(request: HttpRequest, draft: Draft) -> HttpResponse:
    arrived = arriving.receive(request, draft.file_key)
    problems = arrived.problems
    try:
        for upload in arrived.uploads:
            problems += _attach(draft, upload)
        for chosen in request.POST.getlist("out"):
            drafts.detach(draft.cookie, UUID(chosen))
    except (DraftGone, AlreadySent):
        return onward(request, steps.FIRST)
    except (NotNow, ValueError):
        return not_now(request, PAGE.template, _shown(request, draft))
    going = request.POST.get("go")
    if going == "add" and not (arrived.uploads or problems):
        problems.append(arriving.nothing_chosen())
    if problems:
        return _again(request, draft, problems)
    if going == "early":
        return onward(request, "report_early", PAGE.letter)
    if going not in {"on", "back"}:
        return onward(request, PAGE.name, "change" if request.POST.get("then") else "")
    return onward(request, following(request, PAGE, draft))


def _attach(draft: Draft, upload: arriving.SealedUpload) -> list[str]:
    """Keep a file with the draft; return what to tell the person if it cannot be kept."""
    note, problem = arriving.kept(upload)
    if note is None:
        return [problem]
    try:
        drafts.attach(draft.cookie, note)
    except TooManyFiles:
        store.delete(upload.id)
        return [arriving.too_many(MOST_FILES)]
    except (DraftGone, AlreadySent, NotNow):
        store.delete(upload.id)
        raise
    return []


def _again(request: HttpRequest, draft: Draft, problems: list[str]) -> HttpResponse:
    """Show the page with what went wrong, and with the files that did arrive."""
    found = drafts.find(draft.cookie)
    latest = found if isinstance(found, Draft) else draft
    shown = _shown(request, latest) | {"problems": list(dict.fromkeys(problems))}
    return render(request, PAGE.template, shown, status=PUT_RIGHT)


def _shown(request: HttpRequest, draft: Draft) -> dict[str, object]:
    limits = {"most": MOST_FILES, "size": arriving.LARGEST_MB}
    return context(request, PAGE, PAGE.form(), draft) | limits

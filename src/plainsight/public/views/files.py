"""The report's page for photographs and other files, which are sealed while they arrive."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from plainsight.files import store
from plainsight.files.errors import FileRefused, TooLarge
from plainsight.files.uploads import LARGEST_FILE, SealedUpload, SealingUploadHandler
from plainsight.intake import drafts
from plainsight.intake.answers import LIMITS, MOST_FILES, FileNote
from plainsight.intake.draft import Draft
from plainsight.intake.errors import AlreadySent, DraftGone, NotNow, TooManyFiles
from plainsight.public import cookies, steps
from plainsight.public.answering import PUT_RIGHT, not_now, onward
from plainsight.public.views.report import context

PAGE = steps.BY_NAME["report_files"]
MEGABYTE = 1_000_000


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
    return render(request, PAGE.template, context(request, PAGE, PAGE.form(), found.answers))


def _take(request: HttpRequest, draft: Draft) -> HttpResponse:
    handler = SealingUploadHandler(request, key_for=draft.file_key)
    request.upload_handlers = [handler]
    arrived = [one for one in request.FILES.getlist("file") if isinstance(one, SealedUpload)]
    problems = [_refused(refusal) for refusal in handler.refusals.values()]
    try:
        for upload in arrived:
            problems += _attach(draft, upload)
        for chosen in request.POST.getlist("out"):
            drafts.detach(draft.cookie, UUID(chosen))
    except (DraftGone, AlreadySent):
        return onward(request, steps.FIRST)
    except (NotNow, ValueError):
        return not_now(request, PAGE.template, context(request, PAGE, PAGE.form(), draft.answers))
    if problems:
        return _again(request, draft, problems)
    going = request.POST.get("go")
    if going == "back":
        return onward(request, steps.before(PAGE.name))
    if going != "on":
        return onward(request, PAGE.name, "change" if request.POST.get("then") else "")
    ahead = request.POST.get("then") == steps.CHECK
    return onward(request, steps.CHECK if ahead else steps.after(PAGE.name))


def _attach(draft: Draft, upload: SealedUpload) -> list[str]:
    """Keep a file with the draft; return what to tell the person if it cannot be kept."""
    if not upload.size:
        return [gettext("That file is empty. Choose another one.")]
    name = (upload.name or "")[: LIMITS["name"]]
    note = FileNote(upload.id, name, upload.size, upload.sha256, upload.type.media_type)
    try:
        upload.keep()
    except FileRefused as refusal:
        return [_refused(refusal)]
    try:
        drafts.attach(draft.cookie, note)
    except TooManyFiles:
        store.delete(upload.id)
        return [
            ngettext(
                "A report can have %(most)d file. Take one out to add another.",
                "A report can have %(most)d files. Take one out to add another.",
                MOST_FILES,
            )
            % {"most": MOST_FILES}
        ]
    except (DraftGone, AlreadySent, NotNow):
        store.delete(upload.id)
        raise
    return []


def _refused(refusal: FileRefused) -> str:
    if isinstance(refusal, TooLarge):
        size = LARGEST_FILE // MEGABYTE
        return gettext("That file is too big. It can have at most %(size)d MB.") % {"size": size}
    return gettext("We have no room for files just now. You can send the report without it.")


def _again(request: HttpRequest, draft: Draft, problems: list[str]) -> HttpResponse:
    """Show the page with what went wrong, and with the files that did arrive."""
    found = drafts.find(draft.cookie)
    answers = found.answers if isinstance(found, Draft) else draft.answers
    shown = context(request, PAGE, PAGE.form(), answers) | {"problems": dict.fromkeys(problems)}
    return render(request, PAGE.template, shown, status=PUT_RIGHT)

"""The report, one question a page. A page saves what was typed whichever button is pressed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from plainsight.intake import drafts
from plainsight.intake.answers import Answers
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.errors import AlreadySent, DraftGone, NotNow
from plainsight.public import cookies, forms, steps
from plainsight.public.answering import PUT_RIGHT, marked, not_now, once_more, onward


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponse:
    """Show one page of the report, or keep what was typed on it and go on."""
    page = steps.BY_NAME[name]
    return _keep(request, page) if request.method == "POST" else _show(request, page)


def _show(request: HttpRequest, page: steps.Page) -> HttpResponse:
    try:
        found = drafts.find(cookies.read(request, cookies.DRAFT))
    except NotNow:
        return not_now(request, page.template, context(request, page, page.form()))
    if isinstance(found, Draft):
        form = page.form(initial=page.form.shown(found.answers))
        return render(request, page.template, context(request, page, form, found.answers))
    if page.name != steps.FIRST:
        return onward(request, steps.FIRST if found is None else "report_code")
    more = {"just_sent": isinstance(found, Sent)}
    return render(request, page.template, context(request, page, page.form()) | more)


def _keep(request: HttpRequest, page: steps.Page) -> HttpResponse:
    form = page.form(request.POST)
    if not form.is_valid():
        return _put_right(request, page, form)
    try:
        draft = drafts.change(cookies.read(request, cookies.DRAFT), **form.changes())
    except DraftGone:
        return _begin(request, page, form)
    except AlreadySent:
        if page.name == steps.FIRST:
            return _begin(request, page, form)
        shown = context(request, page, form) | {"just_sent": True}
        return render(request, page.template, shown, status=PUT_RIGHT)
    except NotNow:
        return not_now(request, page.template, context(request, page, form))
    return onward(request, _next(request, page, has_begun=bool(draft.answers.what)))


def _put_right(request: HttpRequest, page: steps.Page, form: forms.Step) -> HttpResponse:
    """Show what is to be put right. Back leads back all the same when nothing was typed."""
    if request.POST.get("go") == "back" and not "".join(_typed(form)).strip():
        return onward(request, steps.before(page.name))
    return render(request, page.template, context(request, page, form), status=PUT_RIGHT)


def _next(request: HttpRequest, page: steps.Page, *, has_begun: bool) -> str:
    """Return the page to go on to. Without the first answer there is nothing to send."""
    if request.POST.get("go") == "back":
        return steps.before(page.name)
    if not has_begun:
        return steps.FIRST
    if request.POST.get("then") == steps.CHECK:
        return steps.CHECK
    return steps.after(page.name)


def _begin(request: HttpRequest, page: steps.Page, form: forms.Step) -> HttpResponse:
    """Begin a draft with these answers. A browser that keeps no cookie gets its text back."""
    if marked(request, "c"):
        typed = [value for value in _typed(form) if value.strip()]
        return render(request, "public/no_cookies.html", {"typed": typed}, status=PUT_RIGHT)
    try:
        draft = drafts.begin(Answers(language=get_language() or "en", **form.changes()))
    except NotNow:
        return not_now(request, page.template, context(request, page, form))
    response = once_more(request)
    cookies.keep(response, cookies.DRAFT, draft.cookie)
    return response


def _typed(form: forms.Step) -> list[str]:
    return [form.data.get(name, "") for name in form.fields]


def context(
    request: HttpRequest, page: steps.Page, form: forms.Step, answers: Answers | None = None
) -> dict[str, Any]:
    """Return what every page of the report shows."""
    changing = request.POST.get("then") == steps.CHECK or marked(request, "change")
    return {
        "page": page,
        "form": form,
        "answers": answers,
        "number": steps.number(page.name),
        "count": steps.COUNT,
        "then": steps.CHECK if changing else "",
        "lost_the_rest": answers is not None and page.name == steps.FIRST and not answers.what,
    }

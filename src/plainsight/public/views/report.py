"""The report, one question a page. A page saves what was typed whichever button is pressed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from plainsight.intake import drafts
from plainsight.intake.answers import Answers
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.errors import AlreadySent, DraftFull, DraftGone, NotNow
from plainsight.public import cookies, forms, guarding, steps
from plainsight.public.answering import PUT_RIGHT, marked, not_now, once_more, onward

PURPOSE = "report"


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponse:
    """Show one page of the report, or keep what was typed on it and go on."""
    page = steps.BY_NAME[name]
    try:
        found = drafts.find(cookies.read(request, cookies.DRAFT))
    except NotNow:
        form = page.form(request.POST if request.method == "POST" else None)
        return not_now(request, page.template, context(request, page, form))
    if request.method == "POST":
        return keep(request, page, found, bound(request, page, found))
    return show(request, page, found)


def show(request: HttpRequest, page: steps.Page, found: Draft | Sent | None) -> HttpResponse:
    """Show a page with what was answered since the draft was begun or taken up again."""
    if isinstance(found, Draft):
        kind = page.form_for(found.answers.way)
        form = kind(initial=kind.shown(found.answers))
        return render(request, page.template, context(request, page, form, found))
    if page.name != steps.FIRST:
        return onward(request, steps.FIRST if found is None else "report_code")
    if found is None and marked(request, "c"):
        return render(request, "public/no_cookies.html", status=PUT_RIGHT)
    more = {"just_sent": isinstance(found, Sent)}
    return render(request, page.template, context(request, page, page.form()) | more)


def bound(request: HttpRequest, page: steps.Page, found: Draft | Sent | None) -> forms.Step:
    """Return the page's form with what was sent, in the words of the draft's way."""
    kind = page.form_for(steps.way_of(found))
    if not isinstance(found, Draft):
        return kind(request.POST)
    form = kind(request.POST, initial=kind.shown(found.answers))
    if found.earlier and found.earlier.what:
        form.demand_nothing()
    return form


def keep(
    request: HttpRequest, page: steps.Page, found: Draft | Sent | None, form: forms.Step
) -> HttpResponse:
    """Keep what was typed and go on; whatever is wrong, show it again."""
    draft = found if isinstance(found, Draft) else None
    if not form.is_valid():
        return _put_right(request, page, form, draft)
    shown = context(request, page, form, draft)
    try:
        draft = drafts.change(cookies.read(request, cookies.DRAFT), **form.changes())
    except DraftGone:
        return _begin(request, page, form)
    except AlreadySent:
        if page.name == steps.FIRST:
            return _begin(request, page, form)
        shown |= {"just_sent": True}
    except DraftFull:
        shown |= {"problem": _full()}
    except NotNow:
        return not_now(request, page.template, shown)
    else:
        return _go_on(request, page, draft)
    return render(request, page.template, shown, status=PUT_RIGHT)


def _full() -> str:
    return gettext(
        "Together this is more than one report can hold. Make this page shorter, or send what "
        "you have and the rest as a second report."
    )


def _put_right(
    request: HttpRequest, page: steps.Page, form: forms.Step, draft: Draft | None
) -> HttpResponse:
    """Show what is to be put right. Back leads back all the same when nothing was typed."""
    if request.POST.get("go") == "back" and not form.typed():
        return onward(request, steps.before(page.name, steps.way_of(draft)))
    shown = context(request, page, form, draft)
    return render(request, page.template, shown, status=PUT_RIGHT)


def _go_on(request: HttpRequest, page: steps.Page, draft: Draft) -> HttpResponse:
    """Go on to the page that the pressed button means."""
    if request.POST.get("go") == "early":
        return onward(request, "report_early", page.letter)
    changing = request.POST.get("then") == steps.CHECK
    if page.name == steps.FIRST and draft.answers.danger_now and request.POST.get("go") != "back":
        return onward(request, steps.HELP, "change" if changing else "")
    return onward(request, following(request, page, draft))


def following(request: HttpRequest, page: steps.Page, draft: Draft) -> str:
    """Return the page to go on to. Without the first answer there is nothing to send."""
    way = draft.answers.way
    if request.POST.get("go") == "back":
        return steps.before(page.name, way)
    if steps.has_begun(draft):
        changing = request.POST.get("then") == steps.CHECK
        return steps.CHECK if changing else steps.after(page.name, way)
    leads_to_it = steps.number(page.name, way) < steps.number(steps.WHAT, way)
    return steps.after(page.name, way) if leads_to_it else steps.FIRST


def _begin(request: HttpRequest, page: steps.Page, form: forms.Step) -> HttpResponse:
    """Begin a draft with these answers. A browser that keeps no cookie gets its text back."""
    if marked(request, "c"):
        if form.changes().get("danger_now"):
            return onward(request, steps.HELP)
        return render(request, "public/no_cookies.html", {"typed": form.typed()}, status=PUT_RIGHT)
    try:
        problem = guarding.check(request, PURPOSE).problem
        if problem:
            shown = context(request, page, form) | {"problem": problem}
            return render(request, page.template, shown, status=PUT_RIGHT)
        draft = drafts.begin(Answers(language=get_language() or "en", **form.changes()))
    except NotNow:
        return not_now(request, page.template, context(request, page, form))
    response = once_more(request)
    cookies.keep(response, cookies.DRAFT, draft.cookie)
    return response


def context(
    request: HttpRequest, page: steps.Page, form: forms.Step, draft: Draft | None = None
) -> dict[str, Any]:
    """Return what every page of the report shows."""
    way = steps.way_of(draft)
    changing = request.POST.get("then") == steps.CHECK or marked(request, "change")
    typed = draft is not None and steps.has_typed(draft.answers)
    return steps.number_and_count(page.name, way) | {
        "step": page,
        "form": form,
        "way": way,
        "answers": draft.answers if draft else None,
        "then": steps.CHECK if changing else "",
        "is_resumed": bool(draft and draft.earlier),
        "offers_code": bool(draft and typed and page.letter and not draft.has_early_code),
        "lost_the_rest": bool(draft and not page.letter and steps.is_what_remains(draft)),
    }

"""A code before the end: so that a report left in a hurry can be taken up again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from plainsight.intake import drafts
from plainsight.intake.draft import Draft
from plainsight.intake.errors import AlreadySent, DraftGone, NotNow
from plainsight.public import cookies, forms, steps
from plainsight.public.answering import PUT_RIGHT, marked, not_now, onward
from plainsight.public.views.cards import card, compared

OFFER = "public/report/early.html"
CARD = "public/report/early_code.html"


@require_http_methods(["GET", "HEAD", "POST"])
def early(request: HttpRequest) -> HttpResponse:
    """Offer a code; show it once there is one; lead back to where the person was."""
    try:
        found = drafts.find(cookies.read(request, cookies.DRAFT))
        if not isinstance(found, Draft):
            return onward(request, steps.FIRST if found is None else "report_code")
        if request.method == "POST":
            return _act(request, found)
    except DraftGone:
        return onward(request, steps.FIRST)
    except AlreadySent:
        return onward(request, "report_code")
    except NotNow:
        return not_now(request, OFFER, {"form": forms.Early(), "at": _at(request)})
    return _show(request, found)


def _show(request: HttpRequest, draft: Draft) -> HttpResponse:
    if not draft.has_early_code:
        return render(request, OFFER, {"form": forms.Early(), "at": _at(request)})
    return render(request, CARD, _shown(request, draft) | {"right": marked(request, "right")})


def _shown(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    return {"at": _at(request), "shares": draft.shares_unfinished} | card(draft.return_code)


def _act(request: HttpRequest, draft: Draft) -> HttpResponse:
    going = request.POST.get("go")
    if going == "get":
        return _get(request, draft)
    if going == "try" and draft.has_early_code:
        wrong = compared(request, draft.return_code)
        if wrong is None:
            return _stay(request, "right")
        return render(request, CARD, _shown(request, draft) | {"form": wrong}, status=PUT_RIGHT)
    if going == "forget":
        drafts.forget_code(draft.cookie)
    at = _at(request)
    return onward(request, steps.CHECK if at == "c" else _page(at))


def _get(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = forms.Early(request.POST)
    if not form.is_valid():
        shown = {"form": form, "at": _at(request)}
        return render(request, OFFER, shown, status=PUT_RIGHT)
    drafts.keep_code(draft.cookie, share_unfinished=form.cleaned_data["share"] == "yes")
    return _stay(request)


def _stay(request: HttpRequest, mark: str = "") -> HttpResponse:
    """Show this page again; where to go afterwards stays in the address as one letter."""
    return onward(request, "report_early", "&".join(filter(None, (_at(request), mark))))


def _at(request: HttpRequest) -> str:
    """Return the letter of the page that the person came from."""
    letters = [request.POST.get("at", ""), *request.GET]
    known = steps.BY_LETTER.keys() | {"c"}
    return next((letter for letter in letters if letter in known), "")


def _page(letter: str) -> str:
    return steps.BY_LETTER[letter].name if letter else steps.WHAT

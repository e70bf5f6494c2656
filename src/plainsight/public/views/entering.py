"""The box for a return code: one and the same answer to every code that opens nothing."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext

from plainsight.intake import conversations, drafts
from plainsight.intake.conversations import Visit
from plainsight.intake.draft import Draft
from plainsight.public import cookies, steps
from plainsight.public.returning import ReturnCode


def typed(request: HttpRequest) -> tuple[Visit | Draft | None, ReturnCode]:
    """Open what the typed code opens, and return the form with what to say if that is nothing.

    Raises NotNow.
    """
    form = ReturnCode(request.POST)
    if not form.is_valid():
        return None, form
    found = conversations.open_by_code(form.cleaned_data["code"])
    if found is None:
        form.add_error("code", _nothing_found())
    return found, form


def typed_for_visit(request: HttpRequest) -> tuple[Visit | None, ReturnCode]:
    """Open a conversation by a code that stands beside a form whose visit ran out.

    Without a code in the form, nothing was typed yet, and nothing is wrong. Raises NotNow.
    """
    if "code" not in request.POST:
        return None, ReturnCode()
    found, form = typed(request)
    if isinstance(found, Draft):
        form.add_error("code", _nothing_found())
    return (found if isinstance(found, Visit) else None), form


def would_lose(request: HttpRequest, found: Draft) -> bool:
    """Say whether taking up a report would lose another that is being written in this browser.

    Raises NotNow.
    """
    own = drafts.find(cookies.read(request, cookies.DRAFT))
    if not isinstance(own, Draft) or own.report == found.report:
        return False
    return steps.has_typed(own.answers) and not own.has_early_code


def _nothing_found() -> str:
    return gettext("We cannot open anything with that code. Look at each group again.")

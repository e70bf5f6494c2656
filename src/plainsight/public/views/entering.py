"""The box for a return code: one and the same answer to every code that opens nothing."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext

from plainsight.intake import conversations
from plainsight.intake.conversations import Visit
from plainsight.intake.draft import Draft
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


def _nothing_found() -> str:
    return gettext("We cannot open anything with that code. Look at each group again.")

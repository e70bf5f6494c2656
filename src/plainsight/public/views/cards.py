"""The card of a return code: shown in groups, typed back to be sure, printed alone."""

from __future__ import annotations

import hmac

from django.http import HttpRequest
from django.utils.translation import gettext

from plainsight.intake import returncodes
from plainsight.public.returning import ReturnCode


def card(code: str | None, form: ReturnCode | None = None) -> dict[str, object]:
    """Return what a page with a code shows; the code in its groups, so that it can be read out."""
    groups = returncodes.spell(code).split("-") if code else []
    return {"groups": groups, "form": form or ReturnCode(auto_id="try_%s")}


def compared(request: HttpRequest, code: str | None) -> ReturnCode | None:
    """Compare a code typed back with the real one; return the form when it is another."""
    form = ReturnCode(request.POST, auto_id="try_%s")
    if form.is_valid():
        typed = returncodes.parse(form.cleaned_data["code"]) or ""
        if hmac.compare_digest(typed, code or ""):
            return None
        form.add_error("code", gettext("That is not the same code. Compare it group by group."))
    return form

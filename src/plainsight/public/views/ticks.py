"""The report's page of signs, which also takes in ticks that were made on the pages of signs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from plainsight.codes import indicators
from plainsight.intake import drafts
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.errors import NotNow
from plainsight.public import cookies, forms, steps
from plainsight.public.answering import not_now, onward
from plainsight.public.views import report

PAGE = steps.BY_NAME[steps.SIGNS]


class Carried(forms.Signs):
    """Ticks from elsewhere: added to those that the draft has, whereas our own page replaces."""

    def changes(self) -> dict[str, Any]:
        """Return all of them together."""
        had = self.initial.get("signs") or ()
        return {"signs": indicators.known((*had, *self.cleaned_data["signs"]))}


@require_http_methods(["GET", "HEAD", "POST"])
def ticks(request: HttpRequest) -> HttpResponse:
    """Show the signs, keep the ticks, or begin a report with ticks made elsewhere."""
    if request.method != "POST" or "go" in request.POST:
        return report.step(request, PAGE.name)
    form: forms.Step = Carried(request.POST)
    try:
        found = drafts.find(cookies.read(request, cookies.DRAFT))
    except NotNow:
        return not_now(request, PAGE.template, report.context(request, PAGE, form))
    if isinstance(found, Draft):
        form = Carried(request.POST, initial=Carried.shown(found.answers))
    if isinstance(found, Draft) and form.is_valid():
        return _carried(request, found, form)
    return report.keep(request, PAGE, None if isinstance(found, Sent) else found, form)


def _carried(request: HttpRequest, found: Draft, form: forms.Step) -> HttpResponse:
    """Add the ticks; a report that has begun shows all of them, a new one begins at its start."""
    try:
        draft = drafts.change(found.cookie, **form.changes())
    except NotNow:
        return not_now(request, PAGE.template, report.context(request, PAGE, form, found))
    return onward(request, PAGE.name if steps.has_begun(draft) else steps.FIRST)

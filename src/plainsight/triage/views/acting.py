"""Acts of triage: each is sent from a report's page, and comes back to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.people.errors import NotNow
from plainsight.triage.forms.acting import ActForm
from plainsight.triage.panel import BY_NAME, Act
from plainsight.triage.queries import report_for
from plainsight.triage.services.acting import Acting
from plainsight.triage.services.routing import who_may_take
from plainsight.triage.views.report import opened_page, sealed_page
from plainsight.vault.errors import VaultError

NOT_PROCESSED = 422


@access("report.list", unlocked=True)
@require_POST
def act(request: DeskRequest, report_id: UUID, name: str) -> HttpResponse:
    """Do one act; what cannot be done is said beside its form, with all that was typed."""
    chosen = BY_NAME.get(name)
    if chosen is None:
        raise Http404
    colleagues = who_may_take(report_for(request.officer, report_id))
    form = chosen.form(request.POST, prefix=name, colleagues=colleagues)
    try:
        if form.is_valid() and _is_done(request, report_id, chosen, form):
            messages.success(request, str(chosen.done))
            return redirect(f"/reports/{report_id}/")
        return opened_page(request, report_id, acting=form, status=NOT_PROCESSED)
    except VaultError as error:
        return sealed_page(request, report_id, error)


def _is_done(request: DeskRequest, report_id: UUID, act: Act, form: ActForm) -> bool:
    version = form.cleaned_data["version"]
    acting = Acting(request.officer, key_of(request), report_id, version)
    try:
        act.do(acting, **form.given())
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return False
    return True

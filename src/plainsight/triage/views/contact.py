"""Showing how the reporter may be reached: asked for on the report's page, shown there once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.people.errors import NotNow
from plainsight.triage.forms.reaching import ReachingForm
from plainsight.triage.services.show_contact import ReasonMissing, RuleChanged, show_contact
from plainsight.triage.views.report import opened_page, sealed_page
from plainsight.vault.errors import VaultError

NOT_PROCESSED = 422


@access("report.contact", unlocked=True)
@require_POST
def contact(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Show the contact details once their rule was read; otherwise the form again, as typed."""
    form = ReachingForm(request.POST)
    try:
        if form.is_valid():
            return _shown(request, report_id, form)
        return _again(request, report_id, form)
    except VaultError as error:
        return sealed_page(request, report_id, error)


def _shown(request: DeskRequest, report_id: UUID, form: ReachingForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        contact = show_contact(
            officer=request.officer,
            unlocked=key_of(request),
            report_id=report_id,
            rule=given["rule"],
            reason=given["reason"],
        )
    except RuleChanged:
        return _again(request, report_id, _to_read_again(given["reason"]))
    except ReasonMissing as error:
        form.add_error("reason", str(error))
        return _again(request, report_id, form)
    except NotNow as error:
        messages.error(request, str(error))
        return redirect(f"/reports/{report_id}/")
    return opened_page(request, report_id, more={"contact": contact})


def _again(request: DeskRequest, report_id: UUID, form: ReachingForm) -> HttpResponse:
    more = {"reaching_form": form}
    return opened_page(request, report_id, more=more, status=NOT_PROCESSED)


def _to_read_again(reason: str) -> ReachingForm:
    """Return the form with the reason kept and the tick taken out: another rule is to be read."""
    form = ReachingForm({"rule": "0", "reason": reason})
    form.is_valid()
    form.errors.pop("has_read", None)
    changed = _("They have changed how they can be reached. Read it again, then tick.")
    form.add_error("has_read", changed)
    return form

"""A report, opened. Whatever shows its content goes through `opened_page`, which logs it."""

from __future__ import annotations

import logging
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from plainsight.core.clock import now
from plainsight.intake.answers import Contact
from plainsight.people.access import can
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.triage.forms import AskForm, LiftForm, LockForm
from plainsight.triage.services import open_report
from plainsight.vault.errors import Erased, NotAdmitted, VaultError
from plainsight.vault.unlocked import Unlocked

GONE = 410
DAMAGED = 409
FORBIDDEN = 403

log = logging.getLogger(__name__)


@access("report.read", unlocked=True)
@require_GET
def read(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Unseal a report and show it as the person wrote it."""
    try:
        return opened_page(request, report_id)
    except VaultError as error:
        return sealed_page(request, report_id, error)


def opened_page(
    request: DeskRequest,
    report_id: UUID,
    *,
    form: AskForm | None = None,
    contact: Contact | None = None,
    status: int = 200,
) -> HttpResponse:
    """Open the report for this officer, and return the page; raises as `open_report` does."""
    opened = open_report(officer=request.officer, unlocked=key_of(request), report_id=report_id)
    context = {
        "opened": opened,
        "report": opened.report,
        "account": opened.account,
        "contact": contact,
        "form": form or AskForm(),
        "purpose": purpose_of(report_id),
        "may_ask": can(request.officer, "report.ask", opened.report),
        "may_contact": can(request.officer, "report.contact", opened.report),
        "may_download": can(request.officer, "report.download", opened.report),
        "may_copy": can(request.officer, "file.copy", opened.report),
        "may_lock": can(request.officer, "file.lock", opened.report),
        "may_look_at_locked": can(request.officer, "file.locked_read", opened.report),
        "may_lift": can(request.officer, "file.lift_lock", opened.report),
        "lock_form": LockForm(),
        "lift_form": LiftForm(),
        "logged_at": now(),
    }
    return render(request, "triage/report.html", context, status=status)


def sealed_page(request: DeskRequest, report_id: UUID, error: VaultError) -> HttpResponse:
    """Return the page of a report whose seal does not open, in words of what to do."""
    if isinstance(error, Erased):
        why, status = _("It has been erased. Nobody can read it again."), GONE
    elif isinstance(error, NotAdmitted):
        why = _("Your key does not open this team's reports. Ask a colleague to admit you.")
        status = FORBIDDEN
    else:
        log.error("report %s does not open: %s", report_id, type(error).__name__)
        why = _(
            "Its seal does not open: the record is damaged, or somebody tampered with it. "
            "Tell a supervisor now, and keep this page's address."
        )
        status = DAMAGED
    return render(request, "triage/sealed.html", {"why": why}, status=status)


def key_of(request: DeskRequest) -> Unlocked:
    """Return the officer's open key. Raises NotNow when there is none (`access` has seen to it)."""
    if request.unlocked is None:
        raise NotNow(_("Unlock first."))
    return request.unlocked


def purpose_of(report_id: UUID) -> str:
    """Return what the ask form's token is bound to: this report and no other."""
    return f"ask:{report_id}"

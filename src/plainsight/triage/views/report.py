"""A report, opened. Whatever shows its content goes through `opened_page`, which logs it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from plainsight.core.clock import now
from plainsight.people.access import can, rights_with
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.triage.forms.acting import ActForm
from plainsight.triage.forms.asking import AskForm, LiftForm, LockForm
from plainsight.triage.panel import offered
from plainsight.triage.services import open_report
from plainsight.triage.services.consultations import may_see_consultations
from plainsight.triage.services.merging import merged_with
from plainsight.triage.services.routing import who_may_take
from plainsight.vault.errors import Erased, NotAdmitted, VaultError

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
    acting: ActForm | None = None,
    more: Mapping[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Open the report for this officer, and return the page; raises as `open_report` does.

    `form` and `acting` are forms that were sent and not taken; `more` is what a part of the page
    needs besides.
    """
    officer = request.officer
    opened = open_report(officer=officer, unlocked=key_of(request), report_id=report_id)

    may = rights_with(officer, opened.report).can
    colleagues = who_may_take(opened.report)
    acts = offered(opened.standing, may, acting, colleagues=colleagues)
    context = {
        "opened": opened,
        "report": opened.report,
        "account": opened.account,
        "standing": opened.standing,
        "acts": acts,
        "act_names": {act.name for act, _form in acts},
        "acting": acting,
        "merged_with": merged_with(officer, opened.standing),
        "may_see_consultations": may_see_consultations(officer, opened, may),
        "may_explain": may("access.explain"),
        "form": form or AskForm(),
        "purpose": purpose_of(report_id),
        "may_ask": may("report.ask"),
        "may_contact": may("report.contact"),
        "may_download": may("report.download"),
        "may_copy": may("file.copy"),
        "may_lock": may("file.lock"),
        "may_look_at_locked": may("file.locked_read"),
        "may_lift": may("file.lift_lock"),
        "lock_form": LockForm(),
        "lift_form": LiftForm(),
        "logged_at": now(),
        **(more or {}),
    }
    return render(request, "triage/report.html", context, status=status)


def sealed_page(request: DeskRequest, report_id: UUID, error: VaultError) -> HttpResponse:
    """Return the page of a report whose seal does not open, in words of what to do."""
    certificate_of = None
    if isinstance(error, Erased):
        certificate_of = report_id if can(request.officer, "retention.read") else None
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
    context = {"why": why, "certificate_of": certificate_of}
    return render(request, "triage/sealed.html", context, status=status)


def purpose_of(report_id: UUID) -> str:
    """Return what the ask form's token is bound to: this report and no other."""
    return f"ask:{report_id}"

"""Asking the reporter, from an opened report."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plainsight.core.formtokens import FIELD, FormTokenError, verify
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.people.errors import NotNow
from plainsight.triage.forms.asking import AskForm
from plainsight.triage.services import ask_reporter
from plainsight.triage.views.report import opened_page, purpose_of, sealed_page
from plainsight.vault.errors import VaultError

NOT_PROCESSED = 422


@access("report.ask", unlocked=True)
@require_POST
def ask(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Send a message to the reporter; on any failure the typed text stays in the form."""
    form = AskForm(request.POST)
    try:
        if not form.is_valid():
            return opened_page(request, report_id, form=form, status=NOT_PROCESSED)
        return _asked(request, report_id, form)
    except VaultError as error:
        return sealed_page(request, report_id, error)


def _asked(request: DeskRequest, report_id: UUID, form: AskForm) -> HttpResponse:
    try:
        token = verify(request.POST.get(FIELD, ""), purpose_of(report_id))
        seq = ask_reporter(
            officer=request.officer,
            unlocked=key_of(request),
            report_id=report_id,
            client_id=token.nonce,
            text=form.cleaned_data["text"],
        )
    except FormTokenError:
        form.add_error(None, _("This page was open for too long. Read it again, then send."))
    except NotNow as error:
        form.add_error("text", str(error))
    else:
        messages.success(request, _("Sent. They read it when they come back with their code."))
        return redirect(f"/reports/{report_id}/#message-{seq}")
    return opened_page(request, report_id, form=form, status=NOT_PROCESSED)

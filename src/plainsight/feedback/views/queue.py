"""The queue of feedback: its list, one opened, and what became of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from plainsight.core.clock import now
from plainsight.feedback.queries import queue, waiting
from plainsight.feedback.services import open_feedback, settle_feedback
from plainsight.people.access import can
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.vault.errors import Erased, NotAdmitted, VaultError

A_PAGE = 50
GONE, DAMAGED, FORBIDDEN = 410, 409, 403
SETTLED = "settled"


@access("feedback.list")
@require_GET
def listed(request: DeskRequest) -> HttpResponse:
    """Show what is new, or what was dealt with. Nothing on it was sealed: it is not logged."""
    is_new = request.GET.get("pile") != SETTLED
    found = queue(request.officer, is_new=is_new)
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "is_new": is_new,
        "pile": "new" if is_new else SETTLED,
        "waiting": waiting(request.officer),
    }
    return render(request, "feedback/list.html", context)


@access("feedback.read", unlocked=True)
@require_GET
def read(request: DeskRequest, feedback_id: UUID) -> HttpResponse:
    """Unseal one and show it, which is logged."""
    if request.unlocked is None:
        raise NotNow(_("Unlock first."))
    try:
        opened = open_feedback(
            officer=request.officer, unlocked=request.unlocked, feedback_id=feedback_id
        )
    except VaultError as error:
        return _sealed(request, error)
    context = {
        "opened": opened,
        "feedback": opened.feedback,
        "may_settle": can(request.officer, "feedback.settle", opened.feedback),
        "logged_at": now(),
    }
    return render(request, "feedback/one.html", context)


@access("feedback.settle")
@require_POST
def settle(request: DeskRequest, feedback_id: UUID) -> HttpResponse:
    """Mark one as dealt with, or as a report that was passed on."""
    is_report = request.POST.get("as") == "report"
    try:
        settle_feedback(officer=request.officer, feedback_id=feedback_id, is_report=is_report)
    except NotNow as error:
        messages.error(request, str(error))
    else:
        said = _("Marked as passed on.") if is_report else _("Marked as dealt with.")
        messages.success(request, said)
    return redirect("/feedback/")


def _sealed(request: DeskRequest, error: VaultError) -> HttpResponse:
    if isinstance(error, Erased):
        why, status = _("It has been erased. Nobody can read it again."), GONE
    elif isinstance(error, NotAdmitted):
        why = _("Your key does not open this team's feedback. Ask a colleague to admit you.")
        status = FORBIDDEN
    else:
        why = _("Its seal does not open: the record is damaged. Tell a supervisor.")
        status = DAMAGED
    return render(request, "feedback/sealed.html", {"why": why}, status=status)

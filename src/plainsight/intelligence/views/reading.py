"""The list of intelligence, and one report. Whatever shows content goes through a service."""

from __future__ import annotations

import logging
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plainsight.intelligence.act_forms import DiscloseForm, MentionForm, NoteForm
from plainsight.intelligence.forms import GradesForm
from plainsight.intelligence.models import IntelReport
from plainsight.intelligence.queries import known_to
from plainsight.intelligence.services.acting import Acting
from plainsight.intelligence.services.reading import Opened, open_intel
from plainsight.intelligence.services.watching import notices
from plainsight.people.access import rights_with
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.vault.errors import VaultError

SEALED = 409
A_PAGE = 100
log = logging.getLogger(__name__)


@access("intel.list")
@require_GET
def lists(request: DeskRequest) -> HttpResponse:
    """Show the intelligence of which the officer may know; nothing of it was under a seal."""
    state = request.GET.get("state", "")
    found = known_to(request.officer)
    if state in IntelReport.State.values:
        found = found.filter(state=state)
    shown = {
        "found": found[:A_PAGE],
        "state": state,
        "states": IntelReport.State,
        "told": notices(request.officer),
    }
    return render(request, "intelligence/list.html", shown)


@access("intel.list", unlocked=True)
@require_GET
def shown(request: DeskRequest, intel_id: UUID) -> HttpResponse:
    """Unseal a report and show it."""
    return intel_page(request, intel_id)


def intel_page(
    request: DeskRequest, intel_id: UUID, status: int = 200, problem: str = "", /, **more: object
) -> HttpResponse:
    """Open the report for this officer and return its page, with forms that were not taken."""
    acting = Acting(request.officer, key_of(request), intel_id)
    try:
        opened = open_intel(acting)
    except VaultError as error:
        log.error("an intelligence report does not open: %s", type(error).__name__)  # noqa: TRY400 (no content)
        return render(request, "intelligence/sealed.html", status=SEALED)
    may = rights_with(request.officer, opened.intel).can
    context = {
        "opened": opened,
        "intel": opened.intel,
        "body": opened.body,
        "problem": problem,
        "is_mine": opened.intel.written_by_id == request.officer.id,
        "may_evaluate": may("intel.evaluate"),
        "may_share": may("intel.share"),
        "may_origin": may("intel.origin"),
        "mention": MentionForm(),
        "grading": graded_form(opened),
        "note": NoteForm(),
        "passing": DiscloseForm(),
    }
    return render(request, "intelligence/report.html", context | more, status=status)


def graded_form(opened: Opened) -> GradesForm:
    """Return the form of a report's grades as they are."""
    grades = opened.grades
    given = {name: getattr(grades, name) for name in grades.__dataclass_fields__}
    for number, one in enumerate(opened.body.items, 1):
        given[f"assessment_{number}"] = one.assessment
    return GradesForm(initial=given, items=len(opened.body.items))

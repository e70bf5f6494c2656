"""New records: directly, or drafted from the items of an intelligence report."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from plainsight.core.ids import new_id
from plainsight.intelligence.identifying import KINDS as MENTIONED
from plainsight.intelligence.services.acting import Acting
from plainsight.intelligence.services.mentioning import keep, refuse
from plainsight.intelligence.services.reading import open_intel
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.pole.forms import RecordForm
from plainsight.pole.kinds import KINDS
from plainsight.pole.quality import odd
from plainsight.pole.services.acting import Desk
from plainsight.pole.services.finding import Found
from plainsight.pole.services.linking import report_known_to
from plainsight.pole.services.saving import Telling, create
from plainsight.pole.services.sourcing import BECOMES, drafts_of, reports_for, source_of
from plainsight.pole.views.at_desk import NOT_PROCESSED, desk_of


@access("record.write", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, kind: str) -> HttpResponse:
    """Write a new record of a kind; what is odd is said and does not stop the saving."""
    if kind not in KINDS:
        raise Http404
    reports = list(reports_for(request.officer))
    initial = {"entity": new_id()}
    form = RecordForm(request.POST or None, kind=kind, reports=reports, initial=initial)
    shown = {"form": form, "kind": kind, "kinds": KINDS}
    if request.method != "POST":
        return render(request, "pole/new.html", shown)
    if form.is_valid():
        desk, given = desk_of(request), form.cleaned_data
        try:
            entity, found = create(
                desk,
                given["entity"],
                kind=kind,
                told=form.told(),
                source=source_of(desk, given["intel"], given["item"]),
                is_protected=given.get("is_protected", False),
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            _tell(request, found)
            return redirect(f"/records/{entity.id}/")
    return render(request, "pole/new.html", shown, status=NOT_PROCESSED)


@access("record.write", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def from_report(request: DeskRequest, intel_id: UUID) -> HttpResponse:
    """Make records of what a report's items hold: each draft accepted, changed or dropped."""
    desk, problem = desk_of(request), ""
    if request.method == "POST":
        report_known_to(desk, intel_id)
        try:
            answer = _drafted(request, desk, intel_id)
        except NotNow as refusal:
            problem = str(refusal)
        else:
            return answer
    opened = open_intel(Acting(desk.officer, desk.unlocked, intel_id))
    shown = {
        "opened": opened,
        "intel": opened.intel,
        "drafts": drafts_of(desk, opened),
        "kinds": KINDS,
        "problem": problem,
    }
    status = NOT_PROCESSED if problem else 200
    return render(request, "pole/drafts.html", shown, status=status)


def _drafted(request: DeskRequest, desk: Desk, intel_id: UUID) -> HttpResponse:
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "").strip()
    here = redirect(f"/records/from/{intel_id}/")
    if kind not in BECOMES or not text:
        raise NotNow(_("Choose what it is, and write what it says."))
    acting = Acting(desk.officer, desk.unlocked, intel_id)
    if request.POST.get("do") == "drop":
        if kind in MENTIONED:
            refuse(acting, kind=kind, written=text)
        return here
    if kind in MENTIONED:
        keep(acting, kind=kind, written=text)
    of_kind, name = BECOMES[kind]
    number = request.POST.get("item", "")
    item = int(number) if number.isascii() and number.isdigit() and int(number) else None
    source = source_of(desk, intel_id, item)
    entity, found = create(desk, new_id(), kind=of_kind, told=[Telling(name, text)], source=source)
    if strange := odd(of_kind, name, text):
        messages.warning(request, strange)
    _tell(request, found)
    return redirect(f"/records/{entity.id}/") if found.hits or found.pointers else here


def _tell(request: DeskRequest, found: Found) -> None:
    count = len(found.hits) + len(found.pointers)
    told = ngettext(
        "Saved. {n} other record may be it, or shares something with it.",
        "Saved. {n} other records may be it, or share something with it.",
        count,
    )
    none = _("Saved. Nothing else that is stored looks like it.")
    messages.success(request, told.format(n=count) if count else none)

"""What is done with one intelligence report: each act is sent from its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from django.contrib import messages
from django.forms import UUIDField, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from plainsight.intelligence.act_forms import DiscloseForm, MentionForm, NoteForm
from plainsight.intelligence.forms import GradesForm
from plainsight.intelligence.services import evaluating
from plainsight.intelligence.services.acting import Acting
from plainsight.intelligence.services.disclosing import Disclosure, disclose
from plainsight.intelligence.services.mentioning import drop, keep
from plainsight.intelligence.services.reading import open_the_origin
from plainsight.intelligence.views.reading import intel_page
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.people.errors import NotNow

NOT_PROCESSED = 422
MOST_ITEMS = 50
Answer = HttpResponse | None


@access("intel.list", unlocked=True)
@require_POST
def act(request: DeskRequest, intel_id: UUID, name: str) -> HttpResponse:
    """Do one act; what cannot be done is said on the page."""
    if name not in ACTS:
        raise Http404
    version = request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() else None
    acting = Acting(request.officer, key_of(request), intel_id, number)
    try:
        answer = ACTS[name](request, acting)
    except NotNow as refusal:
        return intel_page(request, intel_id, NOT_PROCESSED, str(refusal))
    return answer or redirect(f"/intelligence/{intel_id}/")


def _accept(request: DeskRequest, acting: Acting) -> Answer:
    form = _grades(request)
    if not form.is_valid():
        return intel_page(request, acting.intel_id, NOT_PROCESSED, grading=form)
    note = request.POST.get("note", "").strip()
    urn = evaluating.accept(acting, grades=form.grades(), assessments=form.assessments(), note=note)
    messages.success(request, _("Accepted as {urn}.").format(urn=urn))
    return None


def _regrade(request: DeskRequest, acting: Acting) -> Answer:
    form, why = _grades(request), NoteForm(request.POST)
    if not (form.is_valid() and why.is_valid()):
        taken = {"grading": form, "note": why}
        return intel_page(request, acting.intel_id, NOT_PROCESSED, **taken)
    evaluating.regrade(
        acting,
        grades=form.grades(),
        assessments=form.assessments(),
        note=why.cleaned_data["note"],
    )
    return None


def _return(request: DeskRequest, acting: Acting) -> Answer:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return intel_page(request, acting.intel_id, NOT_PROCESSED, note=form)
    evaluating.send_back(acting, note=form.cleaned_data["note"])
    return redirect("/intelligence/")


def _disclose(request: DeskRequest, acting: Acting) -> Answer:
    form = DiscloseForm(request.POST)
    if not form.is_valid():
        return intel_page(request, acting.intel_id, NOT_PROCESSED, passing=form)
    disclose(acting, disclosure=Disclosure(**form.cleaned_data))
    return None


def _origin(request: DeskRequest, acting: Acting) -> Answer:
    opened = open_the_origin(acting, why=request.POST.get("why", ""))
    return intel_page(request, acting.intel_id, origin=opened)


def _mention(request: DeskRequest, acting: Acting) -> Answer:
    form = MentionForm(request.POST)
    if not form.is_valid():
        return intel_page(request, acting.intel_id, NOT_PROCESSED, mention=form)
    try:
        others = keep(acting, kind=form.cleaned_data["kind"], written=form.cleaned_data["text"])
    except NotNow as refusal:
        form.add_error("text", str(refusal))
        return intel_page(request, acting.intel_id, NOT_PROCESSED, mention=form)
    told = ngettext(
        "Kept. {n} other report mentions it.", "Kept. {n} other reports mention it.", others
    )
    messages.success(request, told.format(n=others) if others else _("Kept. Nothing else has it."))
    return redirect(f"/intelligence/{acting.intel_id}/#mentions")


def _drop(request: DeskRequest, acting: Acting) -> Answer:
    try:
        mention = UUIDField().clean(request.POST.get("mention", ""))
    except ValidationError:
        raise Http404 from None
    drop(acting, mention=mention, is_dropped=request.POST.get("on") == "yes")
    return redirect(f"/intelligence/{acting.intel_id}/#mentions")


def _grades(request: DeskRequest) -> GradesForm:
    count = sum(f"assessment_{n}" in request.POST for n in range(1, MOST_ITEMS + 1))
    return GradesForm(request.POST, items=count)


ACTS: Mapping[str, Callable[[DeskRequest, Acting], Answer]] = MappingProxyType(
    {
        "accept": _accept,
        "regrade": _regrade,
        "return": _return,
        "disclose": _disclose,
        "origin": _origin,
        "mention": _mention,
        "drop": _drop,
    }
)

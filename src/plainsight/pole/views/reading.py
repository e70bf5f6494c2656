"""A record's page, and what is done from it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from plainsight.people.access import rights_with
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.pole.forms import FactForm, MarkerForm, PartForm
from plainsight.pole.services import linking, saving
from plainsight.pole.services.acting import Desk
from plainsight.pole.services.reading import open_record
from plainsight.pole.services.saving import Telling
from plainsight.pole.services.sourcing import reports_for, source_of
from plainsight.pole.timeline import moments
from plainsight.pole.views.at_desk import NOT_PROCESSED, desk_of, id_in, to_record
from plainsight.vault.errors import VaultError

SEALED = 409
log = logging.getLogger(__name__)


@access("record.list", unlocked=True)
@require_GET
def shown(request: DeskRequest, entity_id: UUID) -> HttpResponse:
    """Open a record and show all of it that the officer may know."""
    return record_page(request, entity_id)


def record_page(
    request: DeskRequest, entity_id: UUID, status: int = 200, problem: str = "", /, **more: Form
) -> HttpResponse:
    """Open the record for this officer and return its page, with forms that were not taken."""
    try:
        opened = open_record(desk_of(request), entity_id)
    except VaultError as error:
        log.error("a record does not open: %s", type(error).__name__)  # noqa: TRY400 (no content)
        return render(request, "intelligence/sealed.html", status=SEALED)
    entity, reports = opened.entity, list(reports_for(request.officer))
    may = rights_with(request.officer, entity).can
    context: dict[str, Any] = {
        "opened": opened,
        "entity": entity,
        "problem": problem,
        "moments": moments(opened),
        "may_write": may("record.write"),
        "may_judge": may("record.judge"),
        "is_interested": request.officer in opened.interested,
        "adding": FactForm(kind=entity.kind, reports=reports),
        "part": PartForm(reports=reports),
        "marker": MarkerForm(),
    }
    return render(request, "pole/record.html", context | more, status=status)


@access("record.write", unlocked=True)
@require_POST
def act(request: DeskRequest, entity_id: UUID, name: str) -> HttpResponse:
    """Do one act; what cannot be done is said on the page."""
    if name not in ACTS:
        raise Http404
    try:
        answer = ACTS[name](request, desk_of(request), entity_id)
    except NotNow as refusal:
        return record_page(request, entity_id, NOT_PROCESSED, str(refusal))
    return answer or to_record(desk_of(request), entity_id)


def _fact(request: DeskRequest, desk: Desk, entity_id: UUID) -> HttpResponse | None:
    entity = desk.seen(entity_id, "record.write")
    form = FactForm(request.POST, kind=entity.kind, reports=reports_for(request.officer))
    if not form.is_valid():
        return record_page(request, entity_id, NOT_PROCESSED, "", adding=form)
    given = form.cleaned_data
    told = Telling(given["field"], given["value"], given["is_opinion"])
    source = source_of(desk, given["intel"], given["item"])
    found = saving.add(desk, entity_id, told=[told], source=source)
    if found.hits or found.pointers:
        messages.success(request, _("Saved. Look at who else it may be."))
    return None


def _part(request: DeskRequest, desk: Desk, entity_id: UUID) -> HttpResponse | None:
    form = PartForm(request.POST, reports=reports_for(request.officer))
    if not form.is_valid():
        return record_page(request, entity_id, NOT_PROCESSED, "", part=form)
    given = form.cleaned_data
    linking.give_part(desk, entity_id, intel=UUID(given["intel"]), role=given["role"])
    return None


def _mark(request: DeskRequest, desk: Desk, entity_id: UUID) -> HttpResponse | None:
    form = MarkerForm(request.POST)
    if not form.is_valid():
        return record_page(request, entity_id, NOT_PROCESSED, "", marker=form)
    try:
        linking.mark(desk, entity_id, **form.cleaned_data)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return record_page(request, entity_id, NOT_PROCESSED, "", marker=form)
    return None


def _withdraw(request: DeskRequest, desk: Desk, entity_id: UUID) -> None:
    saving.withdraw(desk, entity_id, fact=id_in(request, "fact"))


def _unmark(request: DeskRequest, desk: Desk, entity_id: UUID) -> None:
    linking.unmark(desk, entity_id, marker=id_in(request, "marker"))


def _settle(request: DeskRequest, desk: Desk, entity_id: UUID) -> None:
    desk.seen(entity_id)
    linking.settle(desk, id_in(request, "link"), status=request.POST.get("status", ""))


def _interest(request: DeskRequest, desk: Desk, entity_id: UUID) -> None:
    linking.be_interested(desk, entity_id, is_on=request.POST.get("on") == "yes")


def _protect(request: DeskRequest, desk: Desk, entity_id: UUID) -> None:
    linking.protect_person(desk, entity_id)
    messages.success(
        request,
        _("Protected. Only whoever saved this person and the intelligence unit know of it now."),
    )


ACTS: Mapping[str, Callable[[DeskRequest, Desk, UUID], HttpResponse | None]] = MappingProxyType(
    {
        "fact": _fact,
        "withdraw": _withdraw,
        "part": _part,
        "mark": _mark,
        "unmark": _unmark,
        "settle": _settle,
        "interest": _interest,
        "protect": _protect,
    }
)

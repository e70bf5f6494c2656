"""Writing an intelligence report: from a report of the public, or directly."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plainsight.core.ids import new_id
from plainsight.intelligence.forms import WriteForm
from plainsight.intelligence.hints import Hint, hints
from plainsight.intelligence.services.acting import Acting
from plainsight.intelligence.services.reading import Opened, open_intel
from plainsight.intelligence.services.writing import Written, Wrong, rewrite, submit
from plainsight.intelligence.telling import said, source_words, told
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.people.errors import NotNow
from plainsight.triage.services import OpenedReport, open_report

NOT_PROCESSED = 422
WRITE = "intelligence/write.html"


@access("intel.write", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """Write a report that comes from nothing the system holds."""
    return _write(request, None)


@access("report.read", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def from_report(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Write a report beside the one from the public that it is made of; opening that is logged."""
    opened = open_report(officer=request.officer, unlocked=key_of(request), report_id=report_id)
    return _write(request, opened)


@access("intel.write", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: DeskRequest, intel_id: UUID) -> HttpResponse:
    """Write a returned report again; where it came from stays as it was."""
    acting = Acting(request.officer, key_of(request), intel_id)
    opened = open_intel(acting)
    form = WriteForm(request.POST or None, has_origin=False, initial=_initial(opened))
    shown: dict[str, object] = {"form": form, "opened": opened}
    if request.method != "POST":
        return render(request, WRITE, shown)
    if form.is_valid() and not _found(form, shown, []):
        try:
            rewrite(acting, written=Written(form.grades(), form.body()))
        except NotNow as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("Sent to the intelligence unit again."))
            return redirect(f"/intelligence/{intel_id}/")
    return render(request, WRITE, shown, status=NOT_PROCESSED)


def _write(request: DeskRequest, report: OpenedReport | None) -> HttpResponse:
    form = WriteForm(request.POST or None, initial={"intel": new_id(), "source": "2"})
    words = [*told(report.account), *said(report.messages)] if report else []
    shown: dict[str, object] = {"form": form, "report": report, "told": words}
    if request.method != "POST":
        return render(request, WRITE, shown)
    if form.is_valid():
        words = source_words(report.account, report.contact) if report else []
        words += form.cleaned_data["origin"].split()
        if not _found(form, shown, words):
            try:
                return _sent(request, form, report)
            except NotNow as refusal:
                _tell(form, refusal)
    return render(request, WRITE, shown, status=NOT_PROCESSED)


def _sent(request: DeskRequest, form: WriteForm, report: OpenedReport | None) -> HttpResponse:
    intel = submit(
        request.officer,
        key_of(request),
        form.cleaned_data["intel"],
        written=Written(form.grades(), form.body()),
        origin=form.origin_body(),
        report=report.report.id if report else None,
    )
    messages.success(request, _("Sent to the intelligence unit. The source is sealed apart."))
    return redirect(f"/intelligence/{intel.id}/")


def _found(form: WriteForm, shown: dict[str, object], words: Sequence[str]) -> list[Hint]:
    """Show what could lead to the source, until the writer says that they have read it."""
    found = hints(form.body().text(), source_words=[one for one in words if len(one) > 2])  # noqa: PLR2004 (initials and "of" say nothing)
    shown["hints"] = found
    return [] if form.cleaned_data["is_checked"] else found


def _tell(form: WriteForm, refusal: NotNow) -> None:
    if not isinstance(refusal, Wrong):
        form.add_error(None, str(refusal))
        return
    for one in refusal.problems:
        form.add_error("item_1" if one.field == "items" else one.field, one.words)


def _initial(opened: Opened) -> dict[str, object]:
    grades, body = opened.grades, opened.body
    given: dict[str, object] = {name: getattr(grades, name) for name in grades.__dataclass_fields__}
    for name in ("title", "provenance", "provenance_assessment", "conditions", "risk", "legacy"):
        given[name] = getattr(body, name)
    for number, one in enumerate(body.items, 1):
        given |= {f"item_{number}": one.text, f"assessment_{number}": one.assessment}
    return given | {"intel": opened.intel.id}

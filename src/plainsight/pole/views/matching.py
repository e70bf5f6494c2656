"""Two records beside each other: compared, decided about, linked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plainsight.people.access import rights_with
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.pole.forms import LinkForm, SearchForm
from plainsight.pole.models import Pair
from plainsight.pole.services.acting import Desk
from plainsight.pole.services.judging import compared, judge
from plainsight.pole.services.linking import Dates, link
from plainsight.pole.services.reading import label_of
from plainsight.pole.services.searching import Asked, search
from plainsight.pole.services.sourcing import reports_for, source_of
from plainsight.pole.views.at_desk import NOT_PROCESSED, desk_of, to_record


@access("record.list", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def beside(request: DeskRequest, entity_id: UUID, other_id: UUID) -> HttpResponse:
    """Show two records with every reason for and against; decide, if one may."""
    desk, problem = desk_of(request), ""
    if request.method == "POST":
        number = request.POST.get("version", "")
        version = int(number) if number.isascii() and number.isdigit() else -1
        verdict = request.POST.get("verdict", "")
        try:
            judge(desk, entity_id, other_id, verdict=verdict, version=version)
        except NotNow as refusal:
            problem = str(refusal)
        else:
            messages.success(request, SAID[Pair.Verdict(verdict)])
            return redirect(f"/records/{entity_id}/")
    pair, why = compared(desk, entity_id, other_id)
    shown = {
        "pair": pair,
        "why": why,
        "low": label_of(desk, pair.low),
        "high": label_of(desk, pair.high),
        "here": entity_id,
        "problem": problem,
        "may_judge": rights_with(request.officer, pair.low).can("record.judge"),
        "judgements": pair.judgements.select_related("by") if pair.version else (),
        "are_alike": pair.low.kind == pair.high.kind,
    }
    status = NOT_PROCESSED if problem else 200
    return render(request, "pole/beside.html", shown, status=status)


@access("record.write", unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def linked(request: DeskRequest, entity_id: UUID) -> HttpResponse:
    """Find the other record, choose how the two hang together, and link them."""
    desk = desk_of(request)
    entity = desk.seen(entity_id, "record.write")
    shown: dict[str, object] = {"entity": entity, "label": label_of(desk, entity)}
    if "other" in request.POST:
        return _linking(request, desk, shown)
    form = SearchForm(request.POST or None)
    shown["form"] = form
    if request.method == "POST" and form.is_valid():
        try:
            answer = search(desk, Asked(**form.cleaned_data))
            shown["answer"] = [one for one in answer.results if one.entity.id != entity_id]
        except NotNow as refusal:
            form.add_error("words", str(refusal))
    status = NOT_PROCESSED if form.errors else 200
    return render(request, "pole/link.html", shown, status=status)


def _linking(request: DeskRequest, desk: Desk, shown: dict[str, object]) -> HttpResponse:
    here = desk.seen(request.resolver_match.kwargs["entity_id"], "record.write")  # type: ignore[union-attr]  # resolved already
    try:
        there = desk.seen(UUID(request.POST["other"]))
    except ValueError:
        return redirect(f"/records/{here.id}/link/")
    reports = reports_for(request.officer)
    given = request.POST if "code" in request.POST else None
    form = LinkForm(
        given, kinds=(here.kind, there.kind), reports=reports, initial={"other": there.id}
    )
    shown |= {"form": form, "other": there, "other_label": label_of(desk, there)}
    if given is not None and form.is_valid():
        said = form.cleaned_data
        way, _colon, code = said["code"].partition(":")
        a, b = (here.id, there.id) if way == "out" else (there.id, here.id)
        dates = Dates(said["from_on"], said["to_on"])
        try:
            source = source_of(desk, said["intel"], said["item"])
            link(desk, a, b, code=code, dates=dates, source=source)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            return to_record(desk, here.id)
    return render(request, "pole/linking.html", shown, status=NOT_PROCESSED if given else 200)


SAID = {
    Pair.Verdict.SAME: gettext_lazy("Decided: the same. It can be taken back."),
    Pair.Verdict.DIFFERENT: gettext_lazy("Decided: different. It can be taken back."),
    Pair.Verdict.OPEN: gettext_lazy("Left open."),
}

"""How where a report stands, and what was done with it, is said on its page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plainsight.codes.lists import codes
from plainsight.intake.answers import Answers
from plainsight.people.models import Officer
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Standing
from plainsight.triage.piles import STATES
from plainsight.triage.pointing import Pointing, pointed_to
from plainsight.triage.services.entries import ReadEntry
from plainsight.triage.steps import Step, named, steps_of

register = template.Library()

DID: dict[Kind, str | Promise] = {
    Kind.THRIVE: gettext_lazy("THRIVE"),
    Kind.GRADE: gettext_lazy("Response graded"),
    Kind.RESPONDED: gettext_lazy("Response made"),
    Kind.CRIME_DECISION: gettext_lazy("Crime recording decision"),
    Kind.ASSIGNED: gettext_lazy("Assigned"),
    Kind.MERGED: gettext_lazy("Merged"),
    Kind.SPLIT: gettext_lazy("Split"),
    Kind.MARKED: gettext_lazy("Marked"),
    Kind.REFERRED: gettext_lazy("Referred"),
    Kind.CLOSED: gettext_lazy("Closed"),
    Kind.REOPENED: gettext_lazy("Reopened"),
    Kind.CONTROL_ROOM_SENT: gettext_lazy("Sent to the control room"),
    Kind.CONTROL_ROOM_ACKNOWLEDGED: gettext_lazy("Acknowledged by the control room"),
    Kind.CONTACT: gettext_lazy("Contact details shown outside their safe times"),
    Kind.NOTE: gettext_lazy("Note"),
    Kind.ENTERED: gettext_lazy("Entered by the desk"),
    Kind.HELD: gettext_lazy("Legal hold"),
    Kind.HOLD_LIFTED: gettext_lazy("Legal hold lifted"),
    Kind.KEPT: gettext_lazy("Kept for longer"),
    Kind.DISPOSAL_WARNED: gettext_lazy("Disposal announced"),
    Kind.ERASED: gettext_lazy("Erased"),
}
LISTS = {
    "grade": "response_grades",
    "decision": "crime_decisions",
    "agency": "referral_agencies",
    "reason": "closing_reasons",
    "mark": "marks",
    "channel": "contact_channels",
}


@register.simple_tag
def steps(standing: Standing) -> list[Step]:
    """Return what triage asks of a report, in order, with how far it has come."""
    return steps_of(standing)


@register.simple_tag
def pointings(account: Answers) -> list[Pointing]:
    """Return what the ticked signs point to."""
    return pointed_to(account.signs)


@register.filter
def standing_state(standing: Standing) -> str | Promise:
    """Return how far triage has come, and what the report is marked as."""
    if standing.mark:
        return named("marks", standing.mark)
    if standing.closing:
        return _("%(state)s: %(reason)s") % {
            "state": STATES[Standing.State.CLOSED],
            "reason": named("closing_reasons", standing.closing),
        }
    return STATES[Standing.State(standing.state)]


@register.filter
def did(entry: ReadEntry) -> str | Promise:
    """Return what an entry tells of."""
    return DID[entry.kind]


@register.filter
def coded(entry: ReadEntry) -> str:
    """Return an entry's codes in words, THRIVE's left out: they stand in `thrive`."""
    if entry.kind is Kind.THRIVE:
        return ""
    return ", ".join(filter(None, (_coded(*one) for one in entry.codes.items())))


@register.filter
def thrive(entry: ReadEntry) -> list[tuple[str, str, str]]:
    """Return each element of THRIVE with its rating and its words, and the whole last."""
    words: Mapping[str, str] = json.loads(entry.text) if entry.text else {}
    elements = [(one.code, one.words) for one in codes("thrive_elements").values()]
    told = [*elements, ("overall", _("All together"))]
    ratings = [entry.codes.get(name.lower(), "") for name, _words in told]
    return [
        (said, named("thrive_ratings", rating), words.get(name, ""))
        for (name, said), rating in zip(told, ratings, strict=True)
        if rating
    ]


@register.filter
def is_thrive(entry: ReadEntry) -> bool:
    """Say whether an entry is a THRIVE, which has words for each element."""
    return entry.kind is Kind.THRIVE


def _coded(name: str, value: Any) -> str:
    if name == "late":
        return _("late") if value else ""
    if name == "officer":
        return str(Officer.objects.filter(id=value).first() or "")
    if name in {"into", "from", "report"}:
        found = Standing.objects.filter(report=value).select_related("report").first()
        return found.report.reference if found else ""
    return named(LISTS[name], str(value)) if name in LISTS else str(value)

"""How where a report stands, and what was done with it, is said on its page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plainsight.codes.lists import codes
from plainsight.core.clock import now
from plainsight.core.templatetags.fields import field
from plainsight.intake.answers import Answers
from plainsight.people.models import Officer
from plainsight.triage.forms.acting import ActForm
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Standing
from plainsight.triage.panel import BY_NAME
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


@register.simple_tag
def act_fields(name: str, form: ActForm | None) -> SafeString:
    """Return the fields of an act's form; those of an empty one are rendered once a day."""
    if form is None:
        return _empty_fields(name, now().date(), get_language())
    return _fields(form)


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


@lru_cache(maxsize=256)
def _empty_fields(name: str, _day: date, _language: str) -> SafeString:
    """Return the empty fields of an act. The codes that may be given depend on the day."""
    return _fields(BY_NAME[name].form(prefix=name))


def _fields(form: ActForm) -> SafeString:
    return SafeString("".join(field(bound, rows=3) for bound in form.visible_fields()))


def _coded(name: str, value: Any) -> str:
    if name == "late":
        return _("late") if value else ""
    if name == "officer":
        return str(Officer.objects.filter(id=value).first() or "")
    if name in {"into", "from", "report"}:
        found = Standing.objects.filter(report=value).select_related("report").first()
        return found.report.reference if found else ""
    return named(LISTS[name], str(value)) if name in LISTS else str(value)

"""Weighing a report: THRIVE, the grade of response and its clock, the crime decision."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.codes.lists import Code, code_of, codes
from plainsight.core.clock import now
from plainsight.people.errors import NotNow
from plainsight.triage.kinds import Kind
from plainsight.triage.services.acting import Acting, hold, rank_of

OVERALL = "overall"


@transaction.atomic
def record_thrive(acting: Acting, *, ratings: Mapping[str, str], words: Mapping[str, str]) -> None:
    """Record THRIVE: a rating by element and "overall", and words by element.

    Earlier ones stay. Raises as `hold`, and NotNow for an element without a rating.
    """
    held = hold(acting, "report.triage")
    elements = codes("thrive_elements")
    required = [OVERALL, *(one.code for one in elements.values() if one.facts["required"])]
    if not all(ratings.get(name) for name in required):
        raise NotNow(_("Rate each element of THRIVE, and the whole."))
    given = {name: _valid("thrive_ratings", value).code for name, value in ratings.items() if value}
    held.standing.thrive_at = now()
    held.done(
        Kind.THRIVE,
        "report.thrive_recorded",
        changed=["thrive_at"],
        codes={name.lower(): value for name, value in given.items()},
        text=json.dumps({name: words[name].strip() for name in elements if words.get(name)}),
    )


@transaction.atomic
def grade_report(acting: Acting, *, grade: str, reason: str) -> None:
    """Grade the response; its clock begins now. Raises as `hold`."""
    held = hold(acting, "report.triage")
    code = _valid("response_grades", grade)
    standing, minutes = held.standing, code.facts.get("minutes")
    standing.grade = code.code
    standing.graded_at = now()
    standing.respond_by = standing.graded_at + timedelta(minutes=minutes) if minutes else None
    standing.responded_at = None
    standing.rank = rank_of(held.report, standing)
    held.done(
        Kind.GRADE,
        "report.graded",
        changed=["grade", "graded_at", "respond_by", "responded_at", "rank"],
        codes={"grade": code.code},
        text=reason,
    )


@transaction.atomic
def mark_responded(acting: Acting, *, note: str = "") -> None:
    """Note that the response has been made: the clock stops. Raises as `hold`."""
    held = hold(acting, "report.triage")
    if not held.standing.respond_by or held.standing.responded_at:
        raise NotNow(_("No response clock is running."))
    held.standing.responded_at = now()
    held.standing.rank = rank_of(held.report, held.standing)
    is_late = held.standing.responded_at > held.standing.respond_by
    held.done(
        Kind.RESPONDED,
        "report.responded",
        changed=["responded_at", "rank"],
        codes={"late": is_late},
        text=note,
    )


@transaction.atomic
def decide_crime(acting: Acting, *, decision: str, number: str, reason: str) -> None:
    """Record the decision whether a crime is recorded; a later one takes an earlier one's place.

    Raises as `hold`, and NotNow when a number or, without one, a reason is missing.
    """
    held = hold(acting, "report.triage")
    code = _valid("crime_decisions", decision)
    if code.facts["number"] and not number:
        raise NotNow(_("Give the number under which it was recorded."))
    if not code.facts["number"] and not reason.strip():
        raise NotNow(_("Say why there is no crime to record."))
    is_late = not held.standing.crime_decision and now() > held.standing.crime_decision_by
    held.standing.crime_decision = code.code
    numbered = {"number": number} if code.facts["number"] else {}
    held.done(
        Kind.CRIME_DECISION,
        "report.crime_decided",
        changed=["crime_decision"],
        codes={"decision": code.code, "late": is_late, **numbered},
        text=reason,
    )


def _valid(name: str, given: str) -> Code:
    code = code_of(name, given)
    if code is None or not code.is_valid(now().date()):
        raise NotNow(_("Choose from the list."))
    return code

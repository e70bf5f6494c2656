"""What the intelligence unit does: accepts with a reference, grades anew, or returns it."""

from __future__ import annotations

from dataclasses import asdict, replace

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.core.clock import now
from plainsight.intake import gates
from plainsight.intelligence.grading import Grades, problems
from plainsight.intelligence.models import IntelReport, Step
from plainsight.intelligence.sealing import Body, open_body, seal_body
from plainsight.intelligence.services.acting import Acting
from plainsight.intelligence.services.writing import Wrong
from plainsight.people.errors import NotNow

State = IntelReport.State


@transaction.atomic
def accept(acting: Acting, *, grades: Grades, assessments: list[str], note: str = "") -> str:
    """Accept a report with one's own grades, and give it its reference.

    Raises Wrong, NotVisible, NotAllowed, Overtaken; NotNow for one's own report, and for one that
    does not wait for it.
    """
    intel = acting.found("intel.evaluate")
    if intel.state != State.SUBMITTED:
        raise NotNow(_("It does not wait to be evaluated."))
    if intel.written_by_id == acting.officer.id:
        raise NotNow(_("You wrote this report: somebody else has to evaluate it."))
    intel.urn = str(gates.value("new_urn"))
    intel.state, intel.evaluated_by, intel.evaluated_at = State.ACCEPTED, acting.officer, now()
    _grade(acting, intel, grades, assessments, "urn", "state", "evaluated_by", "evaluated_at")
    acting.step(intel, Step.Kind.ACCEPTED, note, **_codes(grades, assessments))
    acting.log("intel.accepted", urn=intel.urn)
    return intel.urn


@transaction.atomic
def regrade(acting: Acting, *, grades: Grades, assessments: list[str], note: str) -> None:
    """Grade an accepted report anew; the earlier grades stay among its steps. Raises as accept."""
    intel = acting.found("intel.evaluate")
    if intel.state != State.ACCEPTED:
        raise NotNow(_("Only an accepted report is graded anew."))
    _grade(acting, intel, grades, assessments)
    acting.step(intel, Step.Kind.REGRADED, note, **_codes(grades, assessments))
    acting.log("intel.regraded")


@transaction.atomic
def send_back(acting: Acting, *, note: str) -> None:
    """Return a report to its writer, and say what is missing. Raises as accept, without Wrong."""
    intel = acting.found("intel.evaluate")
    if intel.state != State.SUBMITTED:
        raise NotNow(_("It does not wait to be evaluated."))
    intel.state = State.RETURNED
    intel.version += 1
    intel.save(update_fields=["state", "version"])
    acting.step(intel, Step.Kind.RETURNED, note)
    acting.log("intel.returned")


def _grade(
    acting: Acting, intel: IntelReport, grades: Grades, assessments: list[str], *changed: str
) -> None:
    body = _assessed(open_body(acting.key(), intel.id, intel.body), assessments)
    found = problems(grades, assessments, today=now().date())
    if found:
        raise Wrong(found)
    values = asdict(grades)
    for name, value in values.items():
        setattr(intel, name, value)
    intel.body = seal_body(acting.key(), intel.id, body)
    intel.version += 1
    intel.save(update_fields=[*changed, *values, "body", "version"])


def _assessed(body: Body, assessments: list[str]) -> Body:
    if len(assessments) != len(body.items):
        raise NotNow(_("The report has other items by now. Read it again."))
    graded = [
        replace(one, assessment=new) for one, new in zip(body.items, assessments, strict=True)
    ]
    return replace(body, items=tuple(graded))


def _codes(grades: Grades, assessments: list[str]) -> dict[str, str]:
    given = asdict(replace(grades, intelligence_on=None))
    del given["intelligence_on"]
    return given | {"assessments": "".join(assessments)}

"""Writing an intelligence report: sanitised, graded, and sealed apart from its origin."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.core.clock import now
from plainsight.intake.models import Report
from plainsight.intelligence.grading import Grades, Problem, problems
from plainsight.intelligence.models import IntelReport, Origin, Step
from plainsight.intelligence.sealing import (
    KIND,
    ORIGIN,
    Body,
    OriginBody,
    seal_body,
    seal_origin,
)
from plainsight.intelligence.services.acting import Acting
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.queries import report_for
from plainsight.vault.unlocked import Unlocked


class Wrong(NotNow):
    """The report breaks a rule of the standard; `problems` say which and what to do."""

    def __init__(self, found: list[Problem]) -> None:
        """Take what was found."""
        super().__init__(" ".join(one.words for one in found))
        self.problems = found


@dataclass(frozen=True, repr=False)
class Written:
    """A report as its writer hands it in."""

    grades: Grades
    body: Body

    def check(self) -> None:
        """Raise Wrong when the standard's rules do not hold."""
        assessed = [one.assessment for one in self.body.items]
        found = problems(self.grades, assessed, today=now().date())
        if found:
            raise Wrong(found)

    def values(self) -> dict[str, object]:
        """Return the grades as columns."""
        return asdict(self.grades)


@transaction.atomic
def submit(
    officer: Officer,
    unlocked: Unlocked,
    intel_id: UUID,
    *,
    written: Written,
    origin: OriginBody,
    report: UUID | None = None,
) -> IntelReport:
    """Seal a report and its origin, each under its own key; the same id again is the same report.

    `report` is the report from the public that it is made of; the officer must be allowed to read
    it. Raises Wrong, NotVisible, NotAllowed, and what the vault raises.
    """
    written.check()
    team_key, _team = unlocked.team()
    demand(officer, "intel.write", IntelReport(id=intel_id, team_key=team_key))
    known = IntelReport.objects.filter(id=intel_id).first()
    if known is not None:
        return known
    source = _source(officer, report)
    acting = Acting(officer, unlocked, intel_id)
    key = unlocked.new_record_key(KIND, intel_id)
    intel = IntelReport.objects.create(
        id=intel_id,
        team_key=team_key,
        written_by=officer,
        body=seal_body(key, intel_id, written.body),
        **written.values(),
    )
    place = Origin(intel=intel, report=source)
    place.body = seal_origin(unlocked.new_record_key(ORIGIN, place.id), place.id, origin)
    place.save(force_insert=True)
    acting.step(intel, Step.Kind.SUBMITTED, **_codes(written))
    acting.log("intel.submitted")
    return intel


@transaction.atomic
def rewrite(acting: Acting, *, written: Written) -> None:
    """Write a returned report again, as the one who wrote it.

    Raises Wrong, NotVisible, NotAllowed, Overtaken, and NotNow when it was not returned to them.
    """
    written.check()
    intel = acting.found("intel.write")
    if intel.state != IntelReport.State.RETURNED or intel.written_by_id != acting.officer.id:
        raise NotNow(_("Only who wrote it may write it again, and only once it was returned."))
    for name, value in written.values().items():
        setattr(intel, name, value)
    intel.body = seal_body(acting.key(), intel.id, written.body)
    intel.state = IntelReport.State.SUBMITTED
    intel.version += 1
    intel.save(update_fields=[*written.values(), "body", "state", "version"])
    acting.step(intel, Step.Kind.REWRITTEN, **_codes(written))
    acting.log("intel.rewritten")


def _source(officer: Officer, report: UUID | None) -> Report | None:
    if report is None:
        return None
    found = report_for(officer, report)
    demand(officer, "report.read", found)
    return found


def _codes(written: Written) -> dict[str, str]:
    grades = written.grades
    return {
        "source": grades.source,
        "handling": grades.handling,
        "action": grades.action,
        "sanitisation": grades.sanitisation,
        "assessments": "".join(one.assessment for one in written.body.items),
    }

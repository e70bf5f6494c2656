"""Who acts on which report, and what every act does before and after its own part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.codes.lists import code_of
from plainsight.intake.models import Report
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Standing
from plainsight.triage.queries import report_for
from plainsight.triage.retention import DONE_WITH, disposal_day
from plainsight.triage.services.entries import held, write_entry
from plainsight.triage.services.reading import report_key
from plainsight.vault.unlocked import Unlocked

MOST_URGENT = 0
RESPONDED = 4
CLOSED = 6


@dataclass(frozen=True, repr=False)
class Acting:
    """Who acts, with which open key, on which report, from a page of which version."""

    officer: Officer
    unlocked: Unlocked
    report_id: UUID
    version: int | None = None


@dataclass(frozen=True, repr=False)
class Held:
    """A report that is held for one act, with its standing and its data key."""

    officer: Officer
    report: Report
    standing: Standing
    key: bytes

    def done(
        self,
        kind: Kind,
        verb: str,
        *,
        changed: Sequence[str] = (),
        codes: Mapping[str, Any] | None = None,
        text: str = "",
    ) -> None:
        """Save what the act changed of the standing, leave its entry, and write it to the log."""
        if DONE_WITH.intersection(changed):
            self.standing.dispose_on = disposal_day(self.standing)
            self.standing.disposal_warned_at = None
            changed = [*changed, "dispose_on", "disposal_warned_at"]
        if changed:
            self.standing.save(update_fields=list(changed))
        codes = dict(codes or {})
        write_entry(
            self.report, kind, by=self.officer, codes=codes, key=self.key, text=text.strip()
        )
        subject = Subject("report", self.report.id)
        record(Actor("officer", self.officer.id), verb, subject=subject, detail=codes)


def hold(acting: Acting, action: str, *, whatever: bool = False) -> Held:
    """Ask the access rule, and hold the report until the transaction ends.

    Raises NotVisible, NotAllowed, Overtaken, and NotNow for a report that is erased or, unless
    `whatever`, merged into another: what is to be done is done there.
    """
    report = report_for(acting.officer, acting.report_id)
    demand(acting.officer, action, report)
    standing = held(report.id, acting.version)
    if standing.state == Standing.State.ERASED:
        raise NotNow(_("This report has been erased. Nothing more can be done with it."))
    if standing.state == Standing.State.MERGED and not whatever:
        raise NotNow(_("This report is merged into another. Act on that one, or split them first."))
    return Held(acting.officer, report, standing, report_key(acting.unlocked, report))


def rank_of(report: Report, standing: Standing) -> int:
    """Return a report's place in the queue: 0 is the most urgent.

    What went to the control room and was not acknowledged comes first. Otherwise a person's grade
    counts, and before there is one the reporter's flags, as `gate.flag_rank` has them. What was
    responded to, or is closed, stands behind what is not: it may still have a reply to be read.
    """
    if standing.control_room_at and not standing.control_room_acknowledged_at:
        return MOST_URGENT
    grade = code_of("response_grades", standing.grade) if standing.grade else None
    rank = _flag_rank(report) if grade is None else int(grade.facts["rank"])
    if standing.state == Standing.State.CLOSED:
        return max(rank, CLOSED)
    return max(rank, RESPONDED) if standing.responded_at else rank


def _flag_rank(report: Report) -> int:
    if report.danger_now:
        return MOST_URGENT
    if report.under_18:
        return 1 if report.about_me else 2
    return 3 if report.about_me else 5

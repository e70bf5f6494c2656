"""Who has looked at a report, and who may: the two questions that keep a desk honest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.models import AuditEntry
from plainsight.audit.registry import verbs
from plainsight.audit.services import Actor, Subject, record
from plainsight.people.access import Decision, can, demand, rights_with
from plainsight.people.errors import NotAllowed
from plainsight.people.models import Officer
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Entry, Standing
from plainsight.triage.queries import report_for
from plainsight.triage.services.open_report import OpenedReport

MOST = 500


@dataclass(frozen=True)
class Consulted:
    """One act upon a report, as the log has it: no content, and no measure of anybody's work."""

    at: datetime
    who: str
    did: str


@dataclass(frozen=True)
class Sight:
    """What the access rule says of one officer and one report."""

    officer: Officer
    roles: str
    decision: Decision


@transaction.atomic
def consultations(*, officer: Officer, report_id: UUID) -> list[Consulted]:
    """Return who did what with a report, the latest first; asking is logged itself.

    It is for the supervisors of its team, for whom it is assigned to, and for who entered it.
    Raises NotVisible and NotAllowed.
    """
    report = report_for(officer, report_id)
    demand(officer, "report.consultations", report)
    if not (can(officer, "access.explain", report) or _owns(officer, report.id)):
        raise NotAllowed(
            _("Only those who have the report, and supervisors, see who looked at it.")
        )
    subject = Subject("report", report.id)
    record(Actor("officer", officer.id), "report.consultations_read", subject=subject)
    found = AuditEntry.objects.filter(subject_kind="report", subject_id=report.id)
    rows = list(found.order_by("-id")[:MOST])
    names = Officer.objects.in_bulk([row.actor_id for row in rows if row.actor_id])
    return [_consulted(row, names) for row in rows]


@transaction.atomic
def who_may_see(*, officer: Officer, report_id: UUID) -> list[Sight]:
    """Return what the rule says of reading a report, for everybody who has an account, and log it.

    Raises NotVisible and NotAllowed.
    """
    report = report_for(officer, report_id)
    demand(officer, "access.explain", report)
    subject = Subject("report", report.id)
    record(Actor("officer", officer.id), "report.access_explained", subject=subject)
    everybody = Officer.objects.filter(is_active=True)
    sights = [
        Sight(one, _roles(one), rights_with(one, report).can("report.read")) for one in everybody
    ]
    return sorted(sights, key=lambda sight: (not sight.decision, sight.officer.name))


def may_see_consultations(
    officer: Officer, opened: OpenedReport, may: Callable[[str], object]
) -> bool:
    """Say whether the link to who looked at an opened report is shown to an officer."""
    if not may("report.consultations"):
        return False
    entered = any(one.kind is Kind.ENTERED and one.by == officer for one in opened.entries)
    return bool(may("access.explain")) or entered or opened.standing.assigned_to == officer


def _owns(officer: Officer, report: UUID) -> bool:
    if Standing.objects.filter(report=report, assigned_to=officer).exists():
        return True
    return Entry.objects.filter(report=report, kind=Kind.ENTERED, by=officer).exists()


def _roles(officer: Officer) -> str:
    return ", ".join(sorted(str(role.label) for role in officer.roles))


def _consulted(row: AuditEntry, names: dict[UUID, Officer]) -> Consulted:
    verb = verbs().get(row.verb)
    officer = names.get(row.actor_id) if row.actor_id else None
    said = {
        "reporter": _("A reporter"),
        "interpreter": _("An interpreter"),
        "system": _("The system"),
    }.get(row.actor_kind)
    return Consulted(
        row.at, said or str(officer or _("Somebody")), verb.wording if verb else row.verb
    )

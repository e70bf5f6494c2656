"""What a supervisor sees of retention: what will be erased soon, what is held, what was erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from plainsight.intake.models import Report
from plainsight.people.access import demand, visible_to
from plainsight.people.errors import NotVisible
from plainsight.people.models import Officer
from plainsight.triage.models import Standing
from plainsight.triage.queries import report_for
from plainsight.vault.services import Certificate, certificate_of

SOON = timedelta(days=90)
MOST = 100


@dataclass(frozen=True)
class Disposals:
    """Each list at most `MOST` long, in the order of its days."""

    soon: list[Standing]
    held: list[Standing]
    erased: list[Standing]


def disposals(officer: Officer) -> Disposals:
    """Return what ends within ninety days, what is held, and what was erased last.

    Raises NotAllowed.
    """
    demand(officer, "retention.read")
    known = visible_to(officer, Standing.objects.select_related("report").defer("report__body"))
    soon = known.filter(dispose_on__lte=localdate() + SOON, is_held=False)
    return Disposals(
        _first(soon.order_by("dispose_on", "report")),
        _first(known.filter(is_held=True).order_by("received_hour", "report")),
        _first(known.filter(state=Standing.State.ERASED).order_by("-received_hour", "report")),
    )


def announced(officer: Officer) -> int:
    """Return how many reports were announced and can still be kept."""
    waiting = Standing.objects.filter(disposal_warned_at__isnull=False, is_held=False)
    return visible_to(officer, waiting).count()


def certificate(*, officer: Officer, report_id: UUID) -> tuple[Report, Certificate]:
    """Return what can be said of an erased report: never content.

    Raises NotVisible, for one that is not erased as well, and NotAllowed.
    """
    report = report_for(officer, report_id)
    demand(officer, "retention.read", report)
    found = certificate_of(kind="report", record=report.id)
    if found is None:
        raise NotVisible(_("This report has not been erased."))
    return report, found


def _first(found: QuerySet[Standing]) -> list[Standing]:
    return list(found[:MOST])

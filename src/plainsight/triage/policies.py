"""How a report, its conversation and its files are guarded by the one access rule."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from plainsight.people.policies import Guard


def kin_of(report: UUID) -> Iterable[UUID]:
    """Return the reports that stand and fall with one: those it is merged with, and itself."""
    standings = apps.get_model("triage", "Standing").objects  # guards are read before models are
    root = standings.filter(report=report).values_list("merged_into", flat=True).first() or report
    together = standings.filter(Q(report=root) | Q(merged_into=root))
    return [report, *together.values_list("report", flat=True)]


GUARDS = {
    "intake.Report": Guard(kind="report", action="report.list", kin=kin_of),
    "intake.Conversation": Guard(
        kind="report", action="report.list", team_key="report__team_key", record="report_id"
    ),
    "intake.Attachment": Guard(
        kind="report", action="report.list", team_key="report__team_key", record="report_id"
    ),
    "triage.Standing": Guard(
        kind="report", action="report.list", team_key="team_key", record="report_id"
    ),
    "triage.Entry": Guard(
        kind="report", action="report.list", team_key="report__team_key", record="report_id"
    ),
    "triage.Search": Guard(kind="search", action="search.list", team_key="team_key"),
    "triage.FileLock": Guard(
        kind="report", action="report.list", team_key="report__team_key", record="report_id"
    ),
}

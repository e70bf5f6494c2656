"""How a report, its conversation and its files are guarded by the one access rule."""

from __future__ import annotations

from plainsight.people.policies import Guard

GUARDS = {
    "intake.Report": Guard(kind="report", action="report.list"),
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
    "triage.FileLock": Guard(
        kind="report", action="report.list", team_key="report__team_key", record="report_id"
    ),
}

"""Ending work on a report, and beginning it again: marks, closing, reopening."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.codes.lists import code_of
from plainsight.core.clock import now
from plainsight.people.errors import NotNow
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Standing
from plainsight.triage.services.acting import Acting, hold, rank_of


@transaction.atomic
def close_report(acting: Acting, *, reason: str, note: str) -> None:
    """Close a report with a reason.

    Raises as `hold`, and NotNow for one that cannot be closed yet: there is no decision on a
    crime, or the control room has not acknowledged it.
    """
    held = hold(acting, "report.triage")
    standing = held.standing
    code = code_of("closing_reasons", reason)
    if code is None:
        raise NotNow(_("Choose a reason from the list."))
    if standing.state == Standing.State.CLOSED:
        raise NotNow(_("The report is closed already."))
    if standing.control_room_at and not standing.control_room_acknowledged_at:
        raise NotNow(_("The control room has not acknowledged it. Ring them first."))
    if not standing.crime_decision and not code.facts.get("free"):
        raise NotNow(_("Record the crime recording decision first: it cannot stay open."))
    standing.state = Standing.State.CLOSED
    standing.closed_at = now()
    standing.closing = code.code
    standing.rank = rank_of(held.report, standing)
    held.done(
        Kind.CLOSED,
        "report.closed",
        changed=["state", "closed_at", "closing", "rank"],
        codes={"reason": code.code},
        text=note,
    )


@transaction.atomic
def reopen_report(acting: Acting, *, note: str) -> None:
    """Take a closed report up again. Raises as `hold`, and NotNow for one that is open."""
    held = hold(acting, "report.triage")
    if held.standing.state != Standing.State.CLOSED:
        raise NotNow(_("The report is open."))
    held.standing.state = Standing.State.TRIAGE
    held.standing.closed_at = None
    held.standing.closing = ""
    held.standing.rank = rank_of(held.report, held.standing)
    changed = ["state", "closed_at", "closing", "rank"]
    held.done(Kind.REOPENED, "report.reopened", changed=changed, text=note)


@transaction.atomic
def mark_report(acting: Acting, *, mark: str, note: str) -> None:
    """Mark a report as spam or malicious, or take the mark away (""). Raises as `hold`, NotNow."""
    held = hold(acting, "report.triage")
    if mark and code_of("marks", mark) is None:
        raise NotNow(_("Choose from the list."))
    if mark == held.standing.mark:
        raise NotNow(_("The report is marked so already."))
    held.standing.mark = mark
    codes = {"mark": mark} if mark else {}
    held.done(Kind.MARKED, "report.marked", changed=["mark"], codes=codes, text=note)

"""Who deals with a report: an officer, the control room, another agency."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.codes.lists import code_of
from plainsight.core.clock import now
from plainsight.intake.models import Report
from plainsight.people.access import officers_who_may
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.kinds import Kind
from plainsight.triage.services.acting import Acting, hold, rank_of


def who_may_take(report: Report) -> list[Officer]:
    """Return those to whom the report can be given, by name: who may triage it."""
    return list(officers_who_may("report.triage", report))


@transaction.atomic
def assign(acting: Acting, *, to: UUID | None, note: str = "") -> None:
    """Give the report to an officer, or to nobody.

    Raises as `hold`, and NotNow for one who may not triage it: the message does not say why.
    """
    held = hold(acting, "report.assign")
    chosen = None
    if to is not None:
        offered = who_may_take(held.report)
        chosen = next((one for one in offered if one.id == to), None)
        if chosen is None:
            raise NotNow(_("The report cannot be given to them. Choose from the list."))
    held.standing.assigned_to = chosen
    held.done(
        Kind.ASSIGNED,
        "report.assigned",
        changed=["assigned_to"],
        codes={"officer": str(chosen.id)} if chosen else {},
        text=note,
    )


@transaction.atomic
def send_to_control_room(acting: Acting, *, incident: str, on: date, note: str = "") -> None:
    """Record that the control room was given the report under an incident number and date.

    Until somebody there has acknowledged it, it is the most urgent. Raises as `hold`.
    """
    held = hold(acting, "report.triage")
    held.standing.control_room_at = now()
    held.standing.control_room_acknowledged_at = None
    held.standing.rank = rank_of(held.report, held.standing)
    held.done(
        Kind.CONTROL_ROOM_SENT,
        "report.sent_to_control_room",
        changed=["control_room_at", "control_room_acknowledged_at", "rank"],
        codes={"incident": incident, "on": on.isoformat()},
        text=note,
    )


@transaction.atomic
def acknowledge_control_room(acting: Acting, *, by: str) -> None:
    """Record who at the control room acknowledged the report. Raises as `hold`, and NotNow."""
    held = hold(acting, "report.triage")
    if not held.standing.control_room_at or held.standing.control_room_acknowledged_at:
        raise NotNow(_("Nothing waits for the control room's acknowledgement."))
    held.standing.control_room_acknowledged_at = now()
    held.standing.rank = rank_of(held.report, held.standing)
    held.done(
        Kind.CONTROL_ROOM_ACKNOWLEDGED,
        "report.control_room_acknowledged",
        changed=["control_room_acknowledged_at", "rank"],
        text=by,
    )


@transaction.atomic
def refer_out(acting: Acting, *, agency: str, reference: str, note: str) -> None:
    """Record that the report was referred to another agency. Raises as `hold`, and NotNow."""
    held = hold(acting, "report.triage")
    if code_of("referral_agencies", agency) is None:
        raise NotNow(_("Choose from the list."))
    codes = {"agency": agency, **({"reference": reference} if reference else {})}
    held.done(Kind.REFERRED, "report.referred", codes=codes, text=note)

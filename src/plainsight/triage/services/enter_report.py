"""Entering what came by another way than the site: sealed to the team, marked with its channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.codes.lists import Code, code_of, valid_codes
from plainsight.core.clock import now
from plainsight.intake import entering
from plainsight.intake.answers import Answers, Contact
from plainsight.intake.errors import NotNow as IntakeNotNow
from plainsight.intake.models import Report
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.kinds import Kind
from plainsight.triage.queries import report_for
from plainsight.triage.services.entries import write_entry

LIST = "contact_channels"


@dataclass(frozen=True)
class Entered:
    """A report that the desk entered; `is_new` is false for the same form sent again."""

    report: Report
    is_new: bool


def entered_channels() -> list[Code]:
    """Return the channels of which the desk enters what came, as they are valid today."""
    return [one for one in valid_codes(LIST, now().date()) if one.facts.get("entered")]


def entered_channel(code: str) -> Code | None:
    """Return a channel of which the desk may enter something today, or None."""
    return next((one for one in entered_channels() if one.code == code), None)


def is_anonymous(channel: str) -> bool:
    """Say whether nobody may ask or keep who it was that came by this channel."""
    found = code_of(LIST, channel)
    return bool(found and found.facts.get("anonymous"))


@transaction.atomic
def enter_report(
    *,
    officer: Officer,
    report_id: UUID,
    channel: str,
    received_at: datetime,
    answers: Answers,
    key: bytes,
) -> Entered:
    """Seal a report to the officer's team, put it into the queue unopened, and log who entered it.

    `key` is a new one of `intake.entering`, and the files of the answers are sealed under it. The
    same `report_id` again is the same report. It stands in the queue by the hour in which it
    was received, so the crime recording decision is due 24 hours after the call, not after the
    typing. Raises NotVisible and NotAllowed; NotNow when the channel is none that is entered or
    is anonymous and says who it was, and when nothing can be sealed at present.
    """
    _check(channel, answers)
    hour = received_at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    try:
        team = entering.team_to_seal_to()
        demand(officer, "report.enter", Report(id=report_id, team_key=team.id))
        _reference, is_new = entering.enter(
            report=report_id, channel=channel, received_hour=hour, answers=answers, key=key
        )
    except IntakeNotNow:
        raise NotNow(
            _("This cannot be sealed at present. It is kept on this page: send it again soon.")
        ) from None
    report = report_for(officer, report_id)
    if is_new:
        write_entry(report, Kind.ENTERED, by=officer, codes={"channel": channel})
        record(
            Actor("officer", officer.id),
            "report.entered",
            subject=Subject("report", report.id),
            detail={"channel": channel},
        )
    return Entered(report, is_new)


def _check(channel: str, answers: Answers) -> None:
    if entered_channel(channel) is None:
        raise NotNow(_("Choose by which channel it came."))
    named = answers.contact != Contact() or answers.about_me is not None or answers.files
    if is_anonymous(channel) and named:
        raise NotNow(_("This channel is anonymous: nothing of who it was may be kept."))

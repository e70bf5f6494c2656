"""Moves one report of the demo back in time, and with it its messages and what was done with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from plainsight.codes.lists import codes
from plainsight.commands.demo_data.county import Told
from plainsight.core.clock import now, this_hour
from plainsight.intake.models import Message, Report
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Entry, Standing

AFTER = {
    Kind.ASSIGNED: timedelta(minutes=35),
    Kind.THRIVE: timedelta(minutes=50),
    Kind.GRADE: timedelta(minutes=70),
    Kind.MARKED: timedelta(hours=2),
    Kind.CRIME_DECISION: timedelta(hours=9),
    Kind.MERGED: timedelta(hours=20),
    Kind.REFERRED: timedelta(days=2),
    Kind.CLOSED: timedelta(days=6),
}
"""How long after a report came something was done with it; a response, with half its time gone."""

STAMPS = {
    Kind.THRIVE: "thrive_at",
    Kind.GRADE: "graded_at",
    Kind.RESPONDED: "responded_at",
    Kind.CLOSED: "closed_at",
}


def age_report(report: Report, told: Told) -> None:
    """Write the hours that the county says into a report and all that hangs on it."""
    came = this_hour() - timedelta(hours=told.hours_ago)
    opened = min(came + timedelta(minutes=25), now()) if report.opened_at else None
    Report.objects.filter(id=report.id).update(received_hour=came, opened_at=opened)
    messages = Message.objects.filter(conversation__report=report).order_by("seq")
    for message, said in zip(messages, told.talk, strict=True):
        at = this_hour() - timedelta(hours=said.hours_ago)
        read = at + timedelta(hours=1) if message.read_at else None
        Message.objects.filter(pk=message.pk).update(sent_at=at, read_at=read)
    _age_standing(Standing.objects.get(report=report), came)


def _age_standing(standing: Standing, came: datetime) -> None:
    standing.received_hour = came
    standing.crime_decision_by = came + timedelta(days=1)
    minutes = 0
    for entry in Entry.objects.filter(report=standing.report_id):
        kind = Kind(entry.kind)
        after = AFTER.get(kind, AFTER[Kind.GRADE] + timedelta(minutes=minutes / 2))
        at = min(came + after, now() - timedelta(minutes=5))
        Entry.objects.filter(id=entry.id).update(at=at)
        if kind is Kind.GRADE:
            minutes = codes("response_grades")[entry.codes["grade"]].facts.get("minutes", 0)
            standing.respond_by = at + timedelta(minutes=minutes) if minutes else None
        if kind in STAMPS:
            setattr(standing, STAMPS[kind], at)
    if standing.dispose_on and standing.closed_at:
        since_closed = localdate() - localdate(standing.closed_at)
        # What would be over by now waits for the notice that goes before.
        soon = localdate() + timedelta(days=2)
        standing.dispose_on = max(standing.dispose_on - since_closed, soon)
    standing.save()

"""What only the owner of the schema may do for the demo: the team's row, and moving hours back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from plainsight.commands.demo_data import opinions
from plainsight.commands.demo_data.county import county
from plainsight.commands.demo_data.step import run
from plainsight.commands.start import become


def add_teams(_given: dict[str, Any]) -> dict[str, Any]:
    """Create the county's team."""
    from plainsight.people.services.officers import add_team

    add_team(name=county().team, force=county().force)
    return {}


def age(given: dict[str, Any]) -> dict[str, Any]:
    """Move each report and its messages back to the hour that the county says."""
    from plainsight.core.clock import this_hour
    from plainsight.intake.models import Message, Report

    for told, reference in zip(county().reports, given["references"], strict=True):
        report = Report.objects.get(reference=reference)
        came = this_hour() - timedelta(hours=told.hours_ago)
        opened = came + timedelta(minutes=100) if report.opened_at else None
        Report.objects.filter(id=report.id).update(received_hour=came, opened_at=opened)
        messages = Message.objects.filter(conversation__report=report).order_by("seq")
        for message, said in zip(messages, told.talk, strict=True):
            at = this_hour() - timedelta(hours=said.hours_ago)
            read = at + timedelta(hours=1) if message.read_at else None
            Message.objects.filter(pk=message.pk).update(sent_at=at, read_at=read)
    return {}


if __name__ == "__main__":
    become("owner")
    run({"add_teams": add_teams, "age": age, "age_opinions": opinions.age})

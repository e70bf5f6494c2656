"""What only the owner of the schema may do for the demo: the team's row, and moving hours back."""

from __future__ import annotations

from typing import Any

from plainsight.commands.demo_data import chats, opinions
from plainsight.commands.demo_data.county import county
from plainsight.commands.demo_data.step import run
from plainsight.commands.start import become


def add_teams(_given: dict[str, Any]) -> dict[str, Any]:
    """Create the county's team."""
    from plainsight.people.services.officers import add_team

    add_team(name=county().team, force=county().force)
    return {}


def age(given: dict[str, Any]) -> dict[str, Any]:
    """Move each report, its messages and what was done with it back to when the county says."""
    from plainsight.commands.demo_data.ageing import age_report
    from plainsight.intake.models import Report

    reports = Report.objects.in_bulk(given["references"], field_name="reference")
    for told, reference in zip(county().reports, given["references"], strict=True):
        age_report(reports[reference], told)
    return {}


if __name__ == "__main__":
    become("owner")
    run(
        {
            "add_teams": add_teams,
            "age": age,
            "age_opinions": opinions.age,
            "count_chats": chats.count,
        }
    )

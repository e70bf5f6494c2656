"""The access rule and its queryset twin agree, whoever asks and whatever is kept from them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plainsight.intake.models import Report
from plainsight.people.access import can, officers_who_may, visible_to
from plainsight.people.models import Exclusion, Membership, Officer, Team, TeamKey
from plainsight.people.policies import ROLE_ACTIONS
from plainsight.people.roles import Role

TEAMS = 3
World = tuple[list[set[Role]], list[int], set[int]]


@st.composite
def worlds(draw: Any) -> World:
    """Roles of one officer in each team, the team of each report, and the excluded reports."""
    roles = draw(st.lists(st.sets(st.sampled_from(Role)), min_size=TEAMS, max_size=TEAMS))
    owners = draw(st.lists(st.integers(0, TEAMS - 1), max_size=5))
    excluded = draw(st.sets(st.integers(0, max(0, len(owners) - 1)), max_size=len(owners)))
    return roles, owners, excluded


@pytest.mark.django_db
@given(world=worlds())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_record_is_listed_exactly_when_it_may_be_seen(world: World) -> None:
    roles, owners, excluded = world
    officer = Officer.objects.create(username=uuid4().hex, name="Somebody")
    keys = [_team(officer, held) for held in roles]
    reports = [_report(keys[owner]) for owner in owners]
    for index in excluded:
        Exclusion.objects.create(
            kind="report", record=reports[index].id, officer=officer, made_by=officer
        )
    mine = Report.objects.filter(id__in=[report.id for report in reports])
    listed = set(visible_to(officer, mine).values_list("id", flat=True))
    for index, report in enumerate(reports):
        may_list = any("report.list" in ROLE_ACTIONS[role] for role in roles[owners[index]])
        expected = may_list and index not in excluded
        assert (report.id in listed) == expected
        assert bool(can(officer, "report.list", report)) == expected
        assert can(officer, "report.read", report).is_visible == expected
        for action in ("report.list", "report.triage", "file.locked_read"):
            who = officers_who_may(action, report).filter(id=officer.id)
            assert who.exists() == bool(can(officer, action, report))


def _team(officer: Officer, roles: set[Role]) -> UUID:
    team = Team.objects.create(name=uuid4().hex, force="Northmarch Police")
    for role in roles:
        Membership.objects.create(officer=officer, team=team, role=role)
    return TeamKey.objects.create(team_key=uuid4(), team=team).team_key


def _report(team_key: UUID) -> Report:
    return Report.objects.create(
        reference=uuid4().hex[:12],
        received_hour=timezone.now(),
        channel="web",
        language="en-gb",
        team_key=team_key,
        body=b"sealed",
    )

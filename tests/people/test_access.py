"""The one access rule: nothing unless allowed, by role in the record's team, exclusions first."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plainsight.intake.models import Report
from plainsight.people.access import can, demand, visible_to
from plainsight.people.errors import NotAllowed, NotVisible
from plainsight.people.models import Exclusion, Officer, Team, TeamKey
from plainsight.people.policies import ACTIONS, ROLE_ACTIONS, guard_of
from plainsight.people.roles import Role
from tests.cast import Browser, Cast


@pytest.fixture
def report(cast: Cast) -> Report:
    """A report of the home team, never saved: the rule reads its key and id only."""
    key = TeamKey.objects.create(team_key=uuid4(), team=cast.team)
    return Report(id=uuid4(), reference="PS-TEST-0001", team_key=key.team_key)


def test_triage_officers_of_the_team_may_read_and_the_rule_says_why(
    cast: Cast, report: Report
) -> None:
    decision = can(cast.triage_officer, "report.read", report)
    assert decision
    assert decision.why == "Allowed as triage officer of Modern slavery desk, Northmarch Police."


def test_another_forces_officer_may_not_know_that_it_exists(cast: Cast, report: Report) -> None:
    decision = can(cast.stranger, "report.read", report)
    assert not decision
    assert not decision.is_visible
    with pytest.raises(NotVisible):
        demand(cast.stranger, "report.read", report)


def test_administrators_and_auditors_never_see_a_report(cast: Cast, report: Report) -> None:
    for officer in (cast.administrator, cast.auditor):
        for action in ACTIONS:
            assert not can(officer, action, report)


def test_seeing_is_not_doing(cast: Cast, report: Report) -> None:
    with pytest.raises(NotAllowed):
        demand(cast.triage_officer, "officer.suspend", report)


def test_an_exclusion_beats_everything(cast: Cast, report: Report) -> None:
    Exclusion.objects.create(
        kind="report", record=report.id, officer=cast.supervisor, made_by=cast.triage_officer
    )
    decision = can(cast.supervisor, "report.read", report)
    assert (bool(decision), decision.is_visible) == (False, False)
    assert can(cast.triage_officer, "report.read", report)


def test_a_kind_that_nobody_guarded_is_seen_by_nobody(cast: Cast) -> None:
    assert guard_of("people.Team") is None
    assert not can(cast.supervisor, "report.read", cast.team)
    assert not visible_to(cast.supervisor, Team.objects.all()).exists()


def test_nobody_and_the_suspended_may_do_nothing(cast: Cast, report: Report) -> None:
    cast.triage_officer.is_active = False
    for nobody in (None, cast.triage_officer):
        for action in ACTIONS:
            assert not can(nobody, action)
            assert not can(nobody, action, report)
        assert not visible_to(nobody, Report.objects.all()).exists()


def test_a_view_that_declares_nothing_is_not_there(cast: Cast, browser: Browser) -> None:
    assert browser.get("/undeclared/").status_code == 404
    browser.sign_in(cast.supervisor)
    assert browser.get("/undeclared/").status_code == 404


def test_pages_hold_to_the_declaration_next_to_them(cast: Cast, browser: Browser) -> None:
    assert browser.get("/log/").status_code == 302
    assert browser.sign_in(cast.auditor).get("/log/").status_code == 200
    for officer in (cast.triage_officer, cast.administrator):
        assert Browser().sign_in(officer).get("/log/").status_code == 403


@given(role=st.sampled_from(Role), action=st.text(max_size=20) | st.sampled_from(sorted(ACTIONS)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_every_role_may_exactly_what_is_written_down(role: Role, action: str) -> None:
    officer = Officer(username="x", name="X")
    officer.__dict__["roles_by_team"] = {uuid4(): frozenset({role})}
    assert bool(can(officer, action)) == (action in ROLE_ACTIONS[role])


@given(actions=st.sets(st.sampled_from(sorted(ACTIONS))))
def test_without_a_role_nothing_is_allowed(actions: set[str]) -> None:
    officer = Officer(username="x", name="X")
    officer.__dict__["roles_by_team"] = {}
    assert not any(can(officer, action) for action in actions)

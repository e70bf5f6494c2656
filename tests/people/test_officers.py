"""An administrator manages officers, and can never read a report or make a way to one."""

from __future__ import annotations

import re

import pytest

from plainsight.people.access import can
from plainsight.people.errors import NotAllowed, NotNow
from plainsight.people.first_hour import steps
from plainsight.people.models import Officer
from plainsight.people.policies import ROLE_ACTIONS
from plainsight.people.roles import Role
from plainsight.people.services.officers import suspend_officer
from plainsight.people.services.roles import APART, READS, change_roles, reinstate_officer
from tests.cast import Browser, Cast
from tests.people.conftest import Log

NEW = {
    "username": "ida.marsh",
    "name": "Ida Marsh",
    "collar_number": "4m",
    "roles": ["triage_officer"],
}


def test_an_administrators_actions_open_no_report_and_none_of_what_hangs_on_one() -> None:
    theirs = ROLE_ACTIONS[Role.ADMINISTRATOR]
    opening = ("report.", "file.", "feedback.", "search.", "record.", "key.", "member.")
    assert not [action for action in theirs if action.startswith(opening)]
    assert not [action for action in ROLE_ACTIONS[Role.AUDITOR] if action.startswith(opening)]
    assert not APART & READS


def test_roles_are_given_and_taken_and_logged(cast: Cast, log: Log) -> None:
    officer, by = cast.colleague, cast.administrator
    change_roles(officer, team=cast.team, roles=[Role.SUPERVISOR], by=by)
    assert fresh(officer).roles == {Role.SUPERVISOR}
    detail = {"roles": "supervisor", "before": "triage_officer"}
    assert log() == [("officer.roles_changed", by.id, "officer", officer.id, detail)]
    change_roles(officer, team=cast.team, roles=[Role.SUPERVISOR], by=by)
    assert len(log()) == 1, "what stays as it is, is not an act"


def test_who_runs_the_system_reads_nothing_and_who_reads_does_not_run_it(cast: Cast) -> None:
    by = second_administrator(cast)
    for officer in (cast.administrator, cast.auditor, cast.colleague):
        with pytest.raises(NotNow, match="read no reports"):
            change_roles(
                officer, team=cast.team, roles=[Role.ADMINISTRATOR, Role.TRIAGE_OFFICER], by=by
            )


def test_nobody_changes_their_own_roles_and_only_administrators_change_any(cast: Cast) -> None:
    with pytest.raises(NotNow, match="another administrator"):
        change_roles(cast.administrator, team=cast.team, roles=[], by=cast.administrator)
    for by in (cast.supervisor, cast.triage_officer, cast.auditor):
        with pytest.raises(NotAllowed):
            change_roles(cast.colleague, team=cast.team, roles=[Role.SUPERVISOR], by=by)


def test_a_suspended_officer_is_let_in_again(cast: Cast) -> None:
    suspend_officer(cast.colleague, by=cast.administrator)
    assert not can(fresh(cast.colleague), "report.list")
    reinstate_officer(fresh(cast.colleague), by=cast.administrator)
    assert can(fresh(cast.colleague), "report.list")
    with pytest.raises(NotNow, match="not suspended"):
        reinstate_officer(fresh(cast.colleague), by=cast.administrator)


def test_an_officer_is_added_on_the_page_with_a_password_that_is_shown_once(
    cast: Cast, browser: Browser
) -> None:
    browser.sign_in(cast.administrator)
    answer = browser.post("/officers/add/", {**NEW, "team": str(cast.team.id)})
    assert answer.status_code == 200
    assert re.search(r"[a-z2-9]{5}(-[a-z2-9]{5}){3}", answer.text)
    made = Officer.objects.get(username="ida.marsh")
    assert made.is_password_temporary
    assert made.roles == {Role.TRIAGE_OFFICER}
    assert "Ida Marsh" in browser.get("/officers/").text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"username": "Ida Marsh"}, "small letters"),
        ({"username": "amara.okafor"}, "taken"),
        ({"roles": []}, "at least one role"),
        ({"roles": ["administrator", "supervisor"]}, "read no reports"),
    ],
)
def test_bad_input_is_said_and_kept(
    cast: Cast, browser: Browser, wrong: dict[str, object], says: str
) -> None:
    browser.sign_in(cast.administrator)
    answer = browser.post("/officers/add/", {**NEW, "team": str(cast.team.id), **wrong})
    assert answer.status_code == 422
    assert says in answer.text
    assert 'value="Ida Marsh"' in answer.text
    assert not Officer.objects.filter(username="ida.marsh").exists()


def test_the_pages_suspend_and_let_in_again_but_not_oneself(cast: Cast, browser: Browser) -> None:
    browser.sign_in(cast.administrator)
    there = f"/officers/{cast.colleague.id}/"
    browser.post(f"{there}suspend/", {})
    assert not fresh(cast.colleague).is_active
    assert "Let them sign in again" in browser.get(there).text
    browser.post(f"{there}reinstate/", {})
    assert fresh(cast.colleague).is_active
    browser.post(f"/officers/{cast.administrator.id}/suspend/", {})
    assert fresh(cast.administrator).is_active


def test_the_first_hour_says_what_is_missing_and_what_is_there(
    cast: Cast, keyed_cast: Cast, browser: Browser
) -> None:
    state = {step.words: step.is_done for step in steps(cast.administrator)}
    assert state["The team's key"]
    assert state["Members who can unlock"]
    assert state["A team with triage officers and a supervisor"]
    assert not state["Two administrators"]
    assert not state["Three custodians"]
    assert not state["A rota"]
    browser.sign_in(cast.administrator)
    page = browser.get("/first-hour/").text
    assert "plainsight key custodians" in page
    browser.sign_in(cast.supervisor)
    assert browser.get("/first-hour/").status_code == 403


def second_administrator(cast: Cast) -> Officer:
    made = Officer.objects.create(username="second.admin", name="Second")
    made.memberships.create(team=cast.team, role=Role.ADMINISTRATOR)
    return made


def fresh(officer: Officer) -> Officer:
    return Officer.objects.get(id=officer.id)

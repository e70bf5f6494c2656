"""Supervisors exclude, administrators manage: each only what is theirs, and it is logged."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from plainsight.intake.models import Report
from plainsight.people.access import can
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Exclusion, Officer, TeamKey
from plainsight.people.roles import Role
from plainsight.people.services import add_officer, reset_second_factors, suspend_officer
from plainsight.people.services.exclusions import exclude_officer
from tests.cast import PASSWORD, Cast
from tests.people.conftest import Log


@pytest.fixture
def report(cast: Cast) -> Report:
    key = TeamKey.objects.create(team_key=uuid4(), team=cast.team)
    return Report(id=uuid4(), reference="PS-TEST-0001", team_key=key.team_key)


def test_a_supervisor_excludes_an_officer(cast: Cast, report: Report, log: Log) -> None:
    exclude_officer(cast.colleague, target=report, by=cast.supervisor)
    exclude_officer(cast.colleague, target=report, by=cast.supervisor)
    assert not can(cast.colleague, "report.read", report).is_visible
    codes = {"officer": str(cast.colleague.id)}
    assert log() == [("exclusion.made", cast.supervisor.id, "report", report.id, codes)]


def test_nobody_else_excludes(cast: Cast, report: Report, log: Log) -> None:
    for by, refusal in (
        (cast.triage_officer, NotAllowed),
        (cast.stranger, NotVisible),
        (cast.administrator, NotVisible),
    ):
        with pytest.raises(refusal):
            exclude_officer(cast.colleague, target=report, by=by)
    with pytest.raises(NotNow):
        exclude_officer(cast.supervisor, target=report, by=cast.supervisor)
    assert not Exclusion.objects.exists()
    assert log() == []


def test_only_an_administrator_manages_officers(cast: Cast, log: Log) -> None:
    for by in (cast.triage_officer, cast.supervisor, cast.auditor, cast.stranger):
        with pytest.raises(NotAllowed):
            suspend_officer(cast.colleague, by=by)
        with pytest.raises(NotAllowed):
            reset_second_factors(cast.colleague, by=by)
        with pytest.raises(NotAllowed):
            add(cast, by=by)
    assert log() == []
    added = add(cast, by=cast.administrator)
    codes = {"roles": "auditor"}
    assert log() == [("officer.added", cast.administrator.id, "officer", added.id, codes)]


def test_an_officer_is_not_added_twice_nor_with_a_poor_name_or_password(cast: Cast) -> None:
    before = Officer.objects.count()
    with pytest.raises(NotNow):
        add(cast, username="tom.hale")
    with pytest.raises(ValidationError):
        add(cast, username="Tom Hale!")
    with pytest.raises(ValidationError):
        add(cast, password="short")
    assert Officer.objects.count() == before


def add(
    cast: Cast, *, by: Officer | None = None, username: str = "new.one", password: str = PASSWORD
) -> Officer:
    return add_officer(
        username=username,
        name="New One",
        team=cast.team,
        roles=[Role.AUDITOR],
        password=password,
        by=by,
    )

"""The desk's queue of feedback: who sees it, what is logged, and what became of it."""

from __future__ import annotations

import pytest

from plainsight.feedback.models import Feedback
from plainsight.feedback.queries import queue
from plainsight.feedback.services import open_feedback, settle_feedback
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Exclusion, Membership, Officer
from plainsight.vault.errors import CannotOpen, NotAdmitted
from plainsight.vault.models import TeamGrant
from tests.cast import Cast
from tests.feedback.conftest import WORDS, AsRole, Log, Sent

STRANGERS = ["stranger", "auditor", "administrator"]


def opened(cast: Cast, row: Feedback, officer: Officer | None = None) -> str:
    reader = officer or cast.triage_officer
    unlocked = cast.keys.get(reader) or cast.keys[cast.triage_officer]
    return open_feedback(officer=reader, unlocked=unlocked, feedback_id=row.id).text


@pytest.mark.parametrize("part", ["triage_officer", "colleague", "supervisor"])
def test_the_team_reads_what_was_written_and_each_reading_is_logged(
    team: Cast, sent: Sent, as_role: AsRole, log: Log, part: str
) -> None:
    row, reader = sent(), getattr(team, part)
    with as_role("desk"):
        assert list(queue(reader, is_new=True)) == [row]
        assert opened(team, row, reader) == WORDS
        assert opened(team, row, reader) == WORDS
    assert log()[1:] == [("feedback.read", "officer", reader.id, row.id, {})] * 2


@pytest.mark.parametrize("part", STRANGERS)
def test_nobody_else_learns_that_it_exists(team: Cast, sent: Sent, log: Log, part: str) -> None:
    row, other = sent(), getattr(team, part)
    assert not queue(other, is_new=True).exists()
    with pytest.raises(NotVisible):
        opened(team, row, other)
    with pytest.raises(NotVisible):
        settle_feedback(officer=other, feedback_id=row.id, is_report=False)
    row.refresh_from_db()
    assert (row.state, len(log())) == ("new", 1)


def test_an_exclusion_beats_every_role(team: Cast, sent: Sent) -> None:
    row = sent()
    Exclusion.objects.create(
        kind="feedback", record=row.id, officer=team.supervisor, made_by=team.triage_officer
    )
    assert not queue(team.supervisor, is_new=True).exists()
    with pytest.raises(NotVisible):
        opened(team, row, team.supervisor)


def test_a_role_that_may_list_but_not_read_is_refused(
    team: Cast, sent: Sent, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plainsight.people import access, policies
    from plainsight.people.roles import Role

    fewer = policies.ROLE_ACTIONS[Role.TRIAGE_OFFICER] - {"feedback.read", "feedback.settle"}
    monkeypatch.setattr(
        access, "ROLE_ACTIONS", {**policies.ROLE_ACTIONS, Role.TRIAGE_OFFICER: fewer}
    )
    row = sent()
    with pytest.raises(NotAllowed):
        opened(team, row)
    with pytest.raises(NotAllowed):
        settle_feedback(officer=team.triage_officer, feedback_id=row.id, is_report=True)
    row.refresh_from_db()
    assert (row.state, len(log())) == ("new", 1)


def test_somebody_who_left_the_team_sees_it_no_more(team: Cast, sent: Sent) -> None:
    sent()
    Membership.objects.filter(officer=team.colleague).delete()
    assert not queue(Officer.objects.get(id=team.colleague.id), is_new=True).exists()


def test_without_a_grant_it_does_not_open_and_nothing_is_logged(
    team: Cast, sent: Sent, log: Log
) -> None:
    row = sent()
    TeamGrant.objects.filter(member=team.colleague.id).delete()
    with pytest.raises(NotAdmitted):
        opened(team, row, team.colleague)
    assert len(log()) == 1


def test_a_body_of_another_does_not_open(team: Cast, sent: Sent, log: Log) -> None:
    mine, other = sent("mine"), sent("other")
    Feedback.objects.filter(id=mine.id).update(body=other.body)
    with pytest.raises(CannotOpen):
        opened(team, mine)
    assert len(log()) == 2


@pytest.mark.parametrize(
    ("state", "verb"),
    [("done", "feedback.done"), ("passed_on", "feedback.passed_on")],
)
def test_it_is_settled_once_and_logged_once(
    team: Cast, sent: Sent, as_role: AsRole, log: Log, state: str, verb: str
) -> None:
    row, who, is_report = sent(), team.colleague, state == "passed_on"
    with as_role("desk"):
        settle_feedback(officer=who, feedback_id=row.id, is_report=is_report)
        with pytest.raises(NotNow):
            settle_feedback(officer=team.supervisor, feedback_id=row.id, is_report=not is_report)
    row.refresh_from_db()
    assert row.state == state
    assert row.settled_at is not None
    assert not queue(who, is_new=True).exists()
    assert list(queue(who, is_new=False)) == [row]
    assert log()[1:] == [(verb, "officer", who.id, row.id, {})]


def test_the_new_stand_with_the_oldest_first(team: Cast, sent: Sent) -> None:
    from datetime import timedelta

    first, second = sent("one"), sent("two")
    Feedback.objects.filter(id=second.id).update(
        received_hour=first.received_hour - timedelta(hours=3)
    )
    assert [one.id for one in queue(team.supervisor, is_new=True)] == [second.id, first.id]

"""Alarms: at once, loud at two minutes, supervisors at five; the control room's silence; no key."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from plainsight.core.clock import now
from plainsight.intake.models import Report
from plainsight.people.models import Officer, Shift
from plainsight.people.services.exclusions import exclude_officer
from plainsight.triage.alarms import Alarm, alarms_for
from plainsight.triage.models import Standing
from plainsight.triage.services import open_report
from plainsight.triage.telling import ring_alarms
from tests.cast import Cast
from tests.reported import Reported
from tests.triage.queued import CALM, stands

AsRole = Callable[[str], AbstractContextManager[None]]


def waiting(report: Report, **ago: int) -> Report:
    return stands(report, alarm_since=now() - timedelta(**ago))


def names(officer: Officer) -> list[tuple[str, bool]]:
    return [(one.name, one.is_loud) for one in alarms_for(officer)]


def on_duty(officer: Officer, cast: Cast, *, from_hours: int = -1, to_hours: int = 7) -> Shift:
    return Shift.objects.create(
        officer=officer,
        team=cast.team,
        duty=Shift.Duty.DESK,
        begins_at=now() + timedelta(hours=from_hours),
        ends_at=now() + timedelta(hours=to_hours),
        entered_by=cast.supervisor,
    )


def test_it_is_calm_at_first_and_loud_at_two_minutes(keyed_cast: Cast, reported: Reported) -> None:
    report = reported(danger_now=True)
    assert names(keyed_cast.triage_officer) == [("unopened", False)]
    waiting(report, seconds=119)
    assert names(keyed_cast.triage_officer) == [("unopened", False)]
    waiting(report, seconds=120)
    assert names(keyed_cast.triage_officer) == [("unopened", True)]


def test_supervisors_are_told_at_five_minutes_in_words_of_their_own(
    keyed_cast: Cast, reported: Reported
) -> None:
    waiting(reported(danger_now=True), minutes=5)
    [told] = alarms_for(keyed_cast.supervisor)
    [other] = alarms_for(keyed_cast.colleague)
    assert told.words.startswith("For five minutes nobody has opened")
    assert other.words.startswith("For two minutes nobody has opened")


def test_it_goes_on_until_somebody_opens_the_report(keyed_cast: Cast, reported: Reported) -> None:
    officer = keyed_cast.triage_officer
    report = waiting(reported(danger_now=True), hours=30)
    assert names(officer) == [("unopened", True)]
    open_report(officer=officer, unlocked=keyed_cast.keys[officer], report_id=report.id)
    assert alarms_for(officer) == []
    assert Standing.objects.get(report=report).alarm_level == 0


def test_no_alarm_tells_anybody_of_a_report_that_they_may_not_know_of(
    keyed_cast: Cast, reported: Reported
) -> None:
    report = waiting(reported(danger_now=True), minutes=9)
    exclude_officer(keyed_cast.colleague, target=report, by=keyed_cast.supervisor)
    assert alarms_for(keyed_cast.colleague) == []
    assert alarms_for(keyed_cast.stranger) == []
    assert alarms_for(keyed_cast.auditor) == []


@pytest.mark.parametrize(("minutes", "alarms"), [(9, []), (10, [("unanswered", True)])])
def test_a_control_room_that_does_not_acknowledge_alarms_after_ten_minutes(
    keyed_cast: Cast, reported: Reported, minutes: int, alarms: list[tuple[str, bool]]
) -> None:
    sent = now() - timedelta(minutes=minutes)
    report = stands(reported(**CALM), state="triage", control_room_at=sent)
    assert names(keyed_cast.triage_officer) == alarms
    stands(report, control_room_acknowledged_at=now())
    assert names(keyed_cast.triage_officer) == []


def test_a_shift_on_which_nobody_can_unlock_is_warned_of_at_once(keyed_cast: Cast) -> None:
    locked_out = keyed_cast.auditor  # has no key
    assert alarms_for(keyed_cast.supervisor) == [], "a team without a rota is not warned"
    on_duty(locked_out, keyed_cast)
    assert names(keyed_cast.supervisor) == [("nobody_unlocks", False)]
    assert alarms_for(keyed_cast.stranger) == []
    on_duty(keyed_cast.colleague, keyed_cast)
    assert alarms_for(keyed_cast.supervisor) == []
    Officer.objects.filter(id=keyed_cast.colleague.id).update(is_active=False)
    assert names(keyed_cast.supervisor) == [("nobody_unlocks", False)]


def test_an_hour_that_nobody_has_taken_is_warned_of_too(keyed_cast: Cast) -> None:
    on_duty(keyed_cast.colleague, keyed_cast, from_hours=-9, to_hours=-1)
    assert names(keyed_cast.supervisor) == [("nobody_unlocks", False)]


def test_no_alarm_names_a_report_or_counts_minutes(keyed_cast: Cast, reported: Reported) -> None:
    report = waiting(reported(danger_now=True), minutes=5)
    first: list[Alarm] = alarms_for(keyed_cast.supervisor)
    waiting(report, minutes=50)
    assert alarms_for(keyed_cast.supervisor) == first
    assert not any(report.reference in one.words or str(report.id) in one.path for one in first)


def test_the_worker_rings_once_and_learns_nothing_else(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = waiting(reported(danger_now=True), minutes=3)
    waiting(reported(danger_now=True), minutes=1)
    with as_role("worker"), connection.cursor() as cursor:
        ring_alarms()
        cursor.execute("SELECT gate.ring_alarms()")
        assert cursor.fetchone() == (0,)
    assert list(Standing.objects.filter(alarm_level=1).values_list("pk", flat=True)) == [report.id]
    with as_role("worker"), pytest.raises(ProgrammingError), transaction.atomic():
        Standing.objects.count()

"""The queue: danger first, then the young, then the reporters themselves, then the oldest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F

from plainsight.intake.models import Report
from plainsight.people.errors import NotVisible
from plainsight.triage.queries import Pile, counts, queue, report_for, unread_replies
from plainsight.triage.services import open_report
from tests.cast import Cast
from tests.reported import Reported


def age(report: Report, hours: int) -> Report:
    Report.objects.filter(id=report.id).update(
        received_hour=F("received_hour") - timedelta(hours=hours)
    )
    return report


def test_the_gravest_stands_first_and_among_equals_the_oldest(
    keyed_cast: Cast, reported: Reported
) -> None:
    calm = {"danger_now": None, "about_me": None}
    plain_old = age(reported(**calm), 72)
    plain_new = reported(**{**calm, "danger_now": False})
    myself = reported(**{**calm, "about_me": True})
    young = reported(**calm, under_18=True)
    danger_new = reported(danger_now=True)
    danger_old = age(reported(danger_now=True), 5)
    danger_young = reported(danger_now=True, under_18=True)
    expected = [danger_young, danger_old, danger_new, young, myself, plain_old, plain_new]
    assert list(queue(keyed_cast.triage_officer)) == expected


def test_a_silent_reporter_stands_with_those_who_said_no(
    keyed_cast: Cast, reported: Reported
) -> None:
    silent = reported(danger_now=None, about_me=None)
    said_no = age(reported(danger_now=False, about_me=False), 1)
    calm = list(queue(keyed_cast.triage_officer))
    assert set(calm) == {silent, said_no}


def test_an_opened_report_waits_again_when_its_reporter_replies(
    keyed_cast: Cast, reported: Reported
) -> None:
    officer = keyed_cast.triage_officer
    report = reported()
    assert counts(officer)[Pile.RECEIVED] == 1
    open_report(officer=officer, unlocked=keyed_cast.keys[officer], report_id=report.id)
    assert list(queue(officer)) == []
    reported.reply(report, "They were moved.")
    reported.reply(report, "In a white van.")
    assert [(one.id, one.unread) for one in queue(officer)] == [(report.id, 2)]
    assert counts(officer) == {
        Pile.WAITING: 1,
        Pile.RECEIVED: 0,
        Pile.OPENED: 1,
        Pile.ALL: 1,
    }
    assert unread_replies(officer) == 2
    open_report(officer=officer, unlocked=keyed_cast.keys[officer], report_id=report.id)
    assert unread_replies(officer) == 0


@pytest.mark.parametrize("part", ["stranger", "auditor", "administrator"])
def test_a_list_and_its_counts_hold_nothing_for_whoever_may_not_know(
    keyed_cast: Cast, reported: Reported, part: str
) -> None:
    report = reported()
    reported.reply(report, "Hello")
    officer = getattr(keyed_cast, part)
    for pile in Pile:
        assert list(queue(officer, pile)) == []
    assert set(counts(officer).values()) == {0}
    assert unread_replies(officer) == 0
    with pytest.raises(NotVisible):
        report_for(officer, report.id)

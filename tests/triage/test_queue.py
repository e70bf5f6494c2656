"""The queue: danger first, then the young, then the reporters themselves, then the oldest."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plainsight.core.clock import now
from plainsight.people.errors import NotVisible
from plainsight.people.services.exclusions import exclude_officer
from plainsight.triage.piles import Pile
from plainsight.triage.queries import count, counts, report_for
from plainsight.triage.services import open_report
from plainsight.triage.view import View
from tests.cast import Cast
from tests.reported import Reported
from tests.triage.queued import CALM, age, shown, stands

DONE = {"state": "triage", "grade": "G3", "crime_decision": "no_crime"}


def test_the_gravest_stands_first_and_among_equals_the_oldest(
    keyed_cast: Cast, reported: Reported
) -> None:
    plain_old = age(reported(**CALM), 72)
    plain_new = reported(**{**CALM, "danger_now": False})
    myself = reported(**{**CALM, "about_me": True})
    young = reported(**CALM, under_18=True)
    young_self = reported(**{**CALM, "about_me": True}, under_18=True)
    danger_new = reported(danger_now=True)
    danger_old = age(reported(danger_now=True), 5)
    expected = [danger_old, danger_new, young_self, young, myself, plain_old, plain_new]
    assert shown(keyed_cast.triage_officer) == expected


def test_a_silent_reporter_stands_with_those_who_said_no(
    keyed_cast: Cast, reported: Reported
) -> None:
    silent = reported(**CALM)
    said_no = age(reported(danger_now=False, about_me=False), 1)
    assert shown(keyed_cast.triage_officer) == [said_no, silent]


def test_once_graded_a_report_stands_by_its_grade(keyed_cast: Cast, reported: Reported) -> None:
    calm = stands(reported(**CALM), grade="G1", rank=0, state="triage")
    danger = stands(reported(danger_now=True), grade="INTEL", rank=7, state="triage")
    plain = reported(**CALM)
    assert shown(keyed_cast.triage_officer) == [calm, plain, danger]


def test_a_report_waits_until_opened_graded_and_recorded_and_again_when_its_reporter_replies(
    keyed_cast: Cast, reported: Reported
) -> None:
    officer = keyed_cast.triage_officer
    report = reported()
    assert counts(officer)[Pile.RECEIVED] == 1
    open_report(officer=officer, unlocked=keyed_cast.keys[officer], report_id=report.id)
    assert shown(officer) == [report]
    stands(report, **DONE)
    assert shown(officer) == []
    reported.reply(report, "They were moved.")
    assert shown(officer) == [report]
    expected = {Pile.WAITING: 1, Pile.RECEIVED: 0, Pile.OPENED: 1, Pile.MINE: 0}
    assert counts(officer) == expected


@pytest.mark.parametrize(
    ("lacking", "waits"),
    [
        ({}, False),
        ({"grade": ""}, True),
        ({"crime_decision": ""}, True),
        ({"respond_by": now()}, True),
        ({"respond_by": now(), "responded_at": now()}, False),
        ({"control_room_at": now()}, True),
        ({"control_room_at": now(), "control_room_acknowledged_at": now()}, False),
    ],
)
def test_whatever_still_needs_somebody_waits(
    keyed_cast: Cast,
    reported: Reported,
    lacking: dict[str, object],
    waits: bool,  # noqa: FBT001 (a case of the table above)
) -> None:
    stands(reported(**CALM), **DONE | lacking)
    assert bool(shown(keyed_cast.triage_officer)) is waits


@pytest.mark.parametrize(
    "gone",
    [
        {"state": "closed", "closed_at": now(), "closing": "no_further_action"},
        {"state": "triage", "mark": "spam"},
    ],
)
def test_what_has_left_the_queue_comes_back_into_it_with_a_reply(
    keyed_cast: Cast, reported: Reported, gone: dict[str, object]
) -> None:
    officer = keyed_cast.triage_officer
    report = stands(reported(), **gone)
    assert shown(officer) == []
    assert shown(officer, "pile=opened") == []
    assert shown(officer, "pile=all") == [report]
    reported.reply(report, "Please read this after all.")
    assert shown(officer) == [report]


def test_the_order_is_chosen_in_the_address(keyed_cast: Cast, reported: Reported) -> None:
    officer = keyed_cast.triage_officer
    new = stands(reported(danger_now=True), crime_decision_by=now() + timedelta(hours=9))
    old = stands(age(reported(**CALM), 30), crime_decision_by=now() + timedelta(hours=5))
    middle = stands(age(reported(**CALM), 2), respond_by=now() + timedelta(hours=1))
    assert shown(officer, "order=oldest") == [old, middle, new]
    assert shown(officer, "order=newest") == [new, middle, old]
    assert shown(officer, "order=deadline") == [middle, old, new]
    assert shown(officer, "order=nonsense") == shown(officer) == [new, old, middle]


@pytest.mark.parametrize("part", ["stranger", "auditor", "administrator"])
def test_a_list_and_its_counts_hold_nothing_for_whoever_may_not_know(
    keyed_cast: Cast, reported: Reported, part: str
) -> None:
    report = reported()
    reported.reply(report, "Hello")
    officer = getattr(keyed_cast, part)
    for pile in Pile:
        assert shown(officer, f"pile={pile.value}") == []
        assert count(View.of(officer, f"pile={pile.value}")) == 0
    assert set(counts(officer).values()) == {0}
    with pytest.raises(NotVisible):
        report_for(officer, report.id)


def test_whoever_is_excluded_from_a_report_finds_it_in_no_pile_and_no_count(
    keyed_cast: Cast, reported: Reported
) -> None:
    report, other = reported(danger_now=True), reported(**CALM)
    exclude_officer(keyed_cast.colleague, target=report, by=keyed_cast.supervisor)
    for pile in (Pile.WAITING, Pile.RECEIVED, Pile.ALL):
        assert shown(keyed_cast.colleague, f"pile={pile.value}") == [other]
    assert counts(keyed_cast.colleague)[Pile.RECEIVED] == 1
    assert counts(keyed_cast.triage_officer)[Pile.RECEIVED] == 2

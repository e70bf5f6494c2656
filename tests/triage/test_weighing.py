"""THRIVE, grades with their clock, and the decision on a crime."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from plainsight.codes.lists import codes
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.triage.models import Entry
from plainsight.triage.services import assess
from plainsight.triage.services.acting import Acting, rank_of
from plainsight.triage.services.assess import (
    decide_crime,
    grade_report,
    mark_responded,
    record_thrive,
)
from plainsight.triage.services.entries import Overtaken
from plainsight.triage.steps import steps_of
from tests.cast import Cast
from tests.reported import Reported
from tests.triage.acted import RATINGS, THRIVE, acting, entries, standing
from tests.triage.conftest import Log

AsRole = Callable[[str], AbstractContextManager[None]]


def test_thrive_is_kept_element_by_element_and_an_earlier_one_stays(
    keyed_cast: Cast, reported: Reported, as_role: AsRole, log: Log
) -> None:
    report = reported()
    with as_role("desk"):
        record_thrive(acting(keyed_cast, report), **THRIVE)
        again = {**THRIVE, "ratings": {**THRIVE["ratings"], "R": "high"}}
        record_thrive(acting(keyed_cast, report), **again)
    first, second = entries(keyed_cast, report)
    assert (first.codes["r"], second.codes["r"]) == ("medium", "high")
    assert json.loads(first.text)["V"] == "They owe him money"
    assert standing(report).thrive_at is not None
    assert [verb for verb, *_rest in log()] == ["report.thrive_recorded"] * 2


def test_no_word_of_an_act_stands_in_the_database_unsealed(
    keyed_cast: Cast, reported: Reported
) -> None:
    report = reported()
    record_thrive(acting(keyed_cast, report), **THRIVE)
    row = Entry.objects.get(report=report)
    assert b"hits" not in bytes(row.text or b"")
    assert "hits" not in json.dumps(row.codes)


@pytest.mark.parametrize("left_out", [*RATINGS, "overall"])
def test_thrive_asks_for_every_element(keyed_cast: Cast, reported: Reported, left_out: str) -> None:
    report = reported()
    ratings = {name: value for name, value in THRIVE["ratings"].items() if name != left_out}
    with pytest.raises(NotNow, match="Rate each element"):
        record_thrive(acting(keyed_cast, report), ratings=ratings, words={})
    assert not Entry.objects.exists()


def test_a_grade_starts_its_clock_and_takes_its_place_in_the_queue(
    keyed_cast: Cast, reported: Reported
) -> None:
    report = reported(danger_now=False)
    assert standing(report).rank == 5
    grade_report(acting(keyed_cast, report), grade="G1", reason="He has a knife")
    now = standing(report)
    assert now.rank == 0
    assert now.respond_by == now.graded_at + timedelta(minutes=15)
    grade_report(acting(keyed_cast, report), grade="INTEL", reason="An old matter after all")
    assert (standing(report).rank, standing(report).respond_by) == (7, None)
    assert [one.codes["grade"] for one in entries(keyed_cast, report)] == ["G1", "INTEL"]


def test_a_clock_runs_through_the_hour_that_comes_twice_in_october(
    keyed_cast: Cast, reported: Reported, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = reported()
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # half past one, summer time
    monkeypatch.setattr(assess, "now", lambda: before)
    grade_report(acting(keyed_cast, report), grade="G2", reason="Tonight")
    due = standing(report).respond_by
    assert due == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert timezone.localtime(due).strftime("%H:%M") == "01:30"  # an hour later, by the same clock
    monkeypatch.setattr(assess, "now", lambda: due + timedelta(minutes=1))
    mark_responded(acting(keyed_cast, report))
    assert entries(keyed_cast, report)[-1].codes == {"late": True}


def test_a_response_stops_the_clock_once(keyed_cast: Cast, reported: Reported) -> None:
    report = reported()
    with pytest.raises(NotNow, match="No response clock"):
        mark_responded(acting(keyed_cast, report))
    grade_report(acting(keyed_cast, report), grade="G2", reason="Soon")
    mark_responded(acting(keyed_cast, report), note="A car went")
    assert entries(keyed_cast, report)[-1].codes == {"late": False}
    with pytest.raises(NotNow, match="No response clock"):
        mark_responded(acting(keyed_cast, report))


def test_a_crime_has_its_number_and_none_has_its_reason(
    keyed_cast: Cast, reported: Reported
) -> None:
    report = reported()
    who = acting(keyed_cast, report)
    with pytest.raises(NotNow, match="Give the number"):
        decide_crime(who, decision="crime", number="", reason="")
    with pytest.raises(NotNow, match="Say why"):
        decide_crime(who, decision="none", number="", reason=" ")
    with pytest.raises(NotNow, match="Choose from the list"):
        decide_crime(who, decision="perhaps", number="1", reason="x")
    decide_crime(who, decision="crime", number="22/1000/26", reason="")
    assert standing(report).crime_decision == "crime"
    told = entries(keyed_cast, report)[0].codes
    assert told == {"decision": "crime", "late": False, "number": "22/1000/26"}


def test_the_page_says_what_is_overdue(keyed_cast: Cast, reported: Reported) -> None:
    report = reported()
    grade_report(acting(keyed_cast, report), grade="G1", reason="Now")
    late = standing(report)
    late.respond_by = late.respond_by and late.respond_by - timedelta(hours=1)
    late.crime_decision_by -= timedelta(days=2)
    tones = {step.name: step.tone for step in steps_of(late)}
    assert tones == {"thrive": "due", "responded": "late", "crime": "late", "assign": "due"}


def test_ranks_by_flags_are_the_same_in_the_database_and_here(
    keyed_cast: Cast, reported: Reported
) -> None:
    answers = (True, False, None)
    for danger in answers:
        for young in answers:
            for me in answers:
                report = reported(danger_now=danger, under_18=young, about_me=me)
                assert rank_of(report, standing(report)) == standing(report).rank


def test_every_grade_has_a_place_in_the_queue() -> None:
    ranks = [one.facts["rank"] for one in codes("response_grades").values()]
    assert ranks == sorted(ranks)


def test_who_may_not_see_a_report_cannot_weigh_it(keyed_cast: Cast, reported: Reported) -> None:
    report = reported()
    key = keyed_cast.keys[keyed_cast.triage_officer]
    with pytest.raises(NotVisible):
        record_thrive(Acting(keyed_cast.stranger, key, report.id), **THRIVE)
    with pytest.raises((NotVisible, NotAllowed)):
        record_thrive(Acting(keyed_cast.auditor, key, report.id), **THRIVE)
    assert not Entry.objects.exists()


def test_the_second_of_two_who_act_at_once_is_told(keyed_cast: Cast, reported: Reported) -> None:
    report = reported()
    version = standing(report).version
    grade_report(acting(keyed_cast, report, version=version), grade="G2", reason="First")
    with pytest.raises(Overtaken, match="Somebody else"):
        grade_report(acting(keyed_cast, report, version=version), grade="G4", reason="Second")
    assert standing(report).grade == "G2"

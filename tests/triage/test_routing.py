"""Giving a report away and ending it: to whom, marks, closing, merging."""

from __future__ import annotations

from datetime import date

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.intake.models import Report
from plainsight.people.access import can, visible_to
from plainsight.people.errors import NotNow, NotVisible
from plainsight.people.models import Exclusion
from plainsight.people.services.exclusions import exclude_officer
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Standing
from plainsight.triage.services.assess import decide_crime, grade_report
from plainsight.triage.services.ending import close_report, mark_report, reopen_report
from plainsight.triage.services.entries import Overtaken
from plainsight.triage.services.merging import merge_report, merged_with, split_report
from plainsight.triage.services.routing import (
    acknowledge_control_room,
    assign,
    refer_out,
    send_to_control_room,
    who_may_take,
)
from tests.cast import Cast
from tests.reported import Reported
from tests.triage.acted import acting, entries, standing
from tests.triage.conftest import Log

TODAY = date(2026, 11, 24)


def test_a_report_is_given_to_a_colleague_and_taken_back(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    report = reported()
    to = keyed_cast.colleague
    assign(acting(keyed_cast, report), to=to.id, note="Yours, you know the street")
    assert standing(report).assigned_to == to
    assign(acting(keyed_cast, report), to=None)
    assert standing(report).assigned_to is None
    details = [detail for *_rest, detail in log()]
    assert details == [{"officer": str(to.id)}, {}]


def test_nobody_is_offered_or_given_a_report_that_they_may_not_see(
    keyed_cast: Cast, reported: Reported
) -> None:
    report = reported()
    exclude_officer(keyed_cast.colleague, target=report, by=keyed_cast.supervisor)
    offered = who_may_take(report)
    assert keyed_cast.triage_officer in offered
    for other in (keyed_cast.colleague, keyed_cast.stranger, keyed_cast.administrator):
        assert other not in offered
        with pytest.raises(NotNow, match="cannot be given"):
            assign(acting(keyed_cast, report), to=other.id)


def test_the_control_room_has_it_on_top_until_it_is_acknowledged(
    keyed_cast: Cast, reported: Reported
) -> None:
    report = reported(danger_now=False)
    grade_report(acting(keyed_cast, report), grade="G3", reason="Later")
    send_to_control_room(acting(keyed_cast, report), incident="0417", on=TODAY)
    assert standing(report).rank == 0
    with pytest.raises(NotNow, match="not acknowledged"):
        close_report(acting(keyed_cast, report), reason="not_ours", note="")
    acknowledge_control_room(acting(keyed_cast, report), by="Dispatcher 12, car sent")
    assert standing(report).rank == 4
    sent, acknowledged = entries(keyed_cast, report)[1:]
    assert sent.codes == {"incident": "0417", "on": "2026-11-24"}
    assert acknowledged.text == "Dispatcher 12, car sent"
    with pytest.raises(NotNow, match="Nothing waits"):
        acknowledge_control_room(acting(keyed_cast, report), by="Again")


def test_a_referral_says_to_whom_and_is_logged_as_a_disclosure(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    report = reported()
    refer_out(acting(keyed_cast, report), agency="CSC", reference="R-7", note="The duty worker")
    assert log()[0][0::4] == ("report.referred", {"agency": "CSC", "reference": "R-7"})
    with pytest.raises(NotNow):
        refer_out(acting(keyed_cast, report), agency="NOBODY", reference="", note="x")


def test_a_report_is_closed_once_the_crime_decision_is_made_and_opens_again(
    keyed_cast: Cast, reported: Reported
) -> None:
    report = reported()
    with pytest.raises(NotNow, match="crime recording decision"):
        close_report(acting(keyed_cast, report), reason="no_concern", note="A family business")
    decide_crime(acting(keyed_cast, report), decision="none", number="", reason="No offence")
    close_report(acting(keyed_cast, report), reason="no_concern", note="A family business")
    assert (standing(report).state, standing(report).closing) == ("closed", "no_concern")
    with pytest.raises(NotNow, match="closed already"):
        close_report(acting(keyed_cast, report), reason="no_concern", note="Again")
    reopen_report(acting(keyed_cast, report), note="A neighbour rang")
    assert (standing(report).state, standing(report).closed_at) == ("triage", None)
    with pytest.raises(NotNow, match="is open"):
        reopen_report(acting(keyed_cast, report), note="Again")


def test_a_mark_is_put_on_and_taken_off(keyed_cast: Cast, reported: Reported) -> None:
    report = reported()
    mark_report(acting(keyed_cast, report), mark="spam", note="An advert")
    assert standing(report).mark == "spam"
    with pytest.raises(NotNow, match="already"):
        mark_report(acting(keyed_cast, report), mark="spam", note="An advert")
    mark_report(acting(keyed_cast, report), mark="", note="It was not")
    assert standing(report).mark == ""


def test_reports_are_merged_and_split_without_loss(keyed_cast: Cast, reported: Reported) -> None:
    first, second, third = reported(what="A"), reported(what="B"), reported(what="C")
    merge_report(acting(keyed_cast, third), into=second.reference, note="Same van")
    merge_report(acting(keyed_cast, second), into=first.reference.lower(), note="Same van")
    assert standing(third).merged_into_id == first.id, "what was merged into it goes along"
    together = merged_with(keyed_cast.triage_officer, standing(first))
    assert {one.report_id for one in together} == {second.id, third.id}
    with pytest.raises(NotNow, match="merged into another"):
        grade_report(acting(keyed_cast, second), grade="G1", reason="x")
    split_report(acting(keyed_cast, second), note="Another van after all")
    assert standing(second).state == "triage"
    kinds = [one.kind for one in entries(keyed_cast, second)]
    assert kinds == [Kind.MERGED, Kind.MERGED, Kind.SPLIT]


@pytest.mark.parametrize("into", ["PS-0000-0000", "nonsense", ""])
def test_a_report_is_merged_into_none_that_is_not_there(
    keyed_cast: Cast, reported: Reported, into: str
) -> None:
    with pytest.raises(NotNow, match="no other report"):
        merge_report(acting(keyed_cast, reported()), into=into, note="x")


def test_a_report_is_merged_neither_into_itself_nor_in_a_circle(
    keyed_cast: Cast, reported: Reported
) -> None:
    first, second = reported(), reported()
    with pytest.raises(NotNow, match="no other report"):
        merge_report(acting(keyed_cast, first), into=first.reference, note="x")
    merge_report(acting(keyed_cast, second), into=first.reference, note="x")
    with pytest.raises(NotNow, match="cannot be merged so"):
        merge_report(acting(keyed_cast, first), into=second.reference, note="x")
    assert standing(first).state != Standing.State.MERGED


def test_a_report_that_one_may_not_know_of_answers_as_one_that_is_not_there(
    keyed_cast: Cast, reported: Reported
) -> None:
    mine, hidden = reported(), reported()
    exclude_officer(keyed_cast.triage_officer, target=hidden, by=keyed_cast.supervisor)
    with pytest.raises(NotNow, match="no other report"):
        merge_report(acting(keyed_cast, mine), into=hidden.reference, note="x")


def test_an_exclusion_from_one_of_merged_reports_is_one_from_all(
    keyed_cast: Cast, reported: Reported
) -> None:
    before, after, merged = reported(), reported(), reported()
    exclude_officer(keyed_cast.colleague, target=before, by=keyed_cast.supervisor)
    merge_report(acting(keyed_cast, merged), into=before.reference, note="x")
    assert not can(keyed_cast.colleague, "report.read", merged)
    merge_report(acting(keyed_cast, after), into=before.reference, note="x")
    exclude_officer(keyed_cast.auditor, target=after, by=keyed_cast.supervisor)
    named = Exclusion.objects.filter(officer=keyed_cast.auditor).values_list("record", flat=True)
    assert set(named) == {before.id, after.id, merged.id}
    seen = visible_to(keyed_cast.colleague, Report.objects.all())
    assert not seen.filter(id__in=[before.id, after.id, merged.id]).exists()
    with pytest.raises(NotVisible):
        grade_report(acting(keyed_cast, merged, keyed_cast.colleague), grade="G1", reason="x")
    assert AuditEntry.objects.filter(verb="exclusion.made").count() == 6


def test_the_second_who_gives_it_away_is_told(keyed_cast: Cast, reported: Reported) -> None:
    report = reported()
    version = standing(report).version
    me = keyed_cast.triage_officer
    assign(acting(keyed_cast, report, version=version), to=me.id)
    with pytest.raises(Overtaken):
        assign(acting(keyed_cast, report, version=version), to=keyed_cast.colleague.id)
    assert standing(report).assigned_to == me

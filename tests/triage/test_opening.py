"""Opening a report: unsealed for those who may, logged each time, invisible to the rest."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from plainsight.intake.models import Report
from plainsight.people.errors import NotVisible
from plainsight.people.models import Exclusion
from plainsight.triage.services import open_report
from plainsight.vault.errors import CannotOpen, Erased, NotAdmitted
from plainsight.vault.models import RecordKey, TeamGrant
from plainsight.vault.services import erase_record
from tests.cast import Cast
from tests.reported import TOLD, Reported
from tests.triage.conftest import Log

AsRole = Callable[[str], AbstractContextManager[None]]


def opened(cast: Cast, report: Report, officer: object = None) -> object:
    reader = officer or cast.triage_officer
    unlocked = cast.keys.get(reader) or cast.keys[cast.triage_officer]
    return open_report(officer=reader, unlocked=unlocked, report_id=report.id)


def test_an_officer_reads_what_the_reporter_wrote_unchanged(
    keyed_cast: Cast, reported: Reported, as_role: AsRole, log: Log
) -> None:
    report = reported()
    with as_role("desk"):
        shown = opened(keyed_cast, report)
    assert shown.account == TOLD
    assert shown.is_first_opening
    assert shown.can_be_asked
    report.refresh_from_db()
    assert report.state == "opened"
    assert report.opened_at is not None
    who = keyed_cast.triage_officer.id
    assert log() == [("report.opened", who, "report", report.id, {"messages": 0})]


def test_each_later_reading_is_logged_with_its_own_reader(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    report = reported()
    opened(keyed_cast, report)
    assert not opened(keyed_cast, report, keyed_cast.colleague).is_first_opening
    opened(keyed_cast, report, keyed_cast.supervisor)
    assert [(row[0], row[1]) for row in log()] == [
        ("report.opened", keyed_cast.triage_officer.id),
        ("report.read", keyed_cast.colleague.id),
        ("report.read", keyed_cast.supervisor.id),
    ]


@pytest.mark.parametrize("part", ["stranger", "auditor", "administrator"])
def test_whoever_is_not_of_the_team_or_has_no_desk_role_learns_nothing(
    keyed_cast: Cast, reported: Reported, log: Log, part: str
) -> None:
    report = reported()
    with pytest.raises(NotVisible):
        opened(keyed_cast, report, getattr(keyed_cast, part))
    report.refresh_from_db()
    assert (report.state, log()) == ("received", [])


def test_an_exclusion_beats_every_role(keyed_cast: Cast, reported: Reported, log: Log) -> None:
    report = reported()
    Exclusion.objects.create(
        kind="report",
        record=report.id,
        officer=keyed_cast.supervisor,
        made_by=keyed_cast.triage_officer,
    )
    with pytest.raises(NotVisible):
        opened(keyed_cast, report, keyed_cast.supervisor)
    assert log() == []


def test_a_member_who_lost_the_grant_cannot_open_and_nothing_is_logged(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    report = reported()
    TeamGrant.objects.filter(member=keyed_cast.colleague.id).delete()
    with pytest.raises(NotAdmitted):
        opened(keyed_cast, report, keyed_cast.colleague)
    report.refresh_from_db()
    assert (report.state, log()) == ("received", [])


def test_an_erased_report_says_that_it_is_erased(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    report = reported()
    erase_record(kind="report", record=report.id)
    with pytest.raises(Erased):
        opened(keyed_cast, report)
    assert log() == []


def test_a_body_swapped_with_another_reports_does_not_open(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    mine, other = reported(), reported(what="Another matter")
    Report.objects.filter(id=mine.id).update(body=other.body)
    with pytest.raises(CannotOpen):
        opened(keyed_cast, mine)
    mine.refresh_from_db()
    assert (mine.state, log()) == ("received", [])


def test_the_first_opening_leaves_the_symmetric_wrap_in_the_envelopes_place(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = reported()
    with as_role("desk"):
        opened(keyed_cast, report)
    row = RecordKey.objects.get(record=report.id)
    assert row.envelope is None
    assert row.wrapped
    assert opened(keyed_cast, report, keyed_cast.colleague).account == TOLD


def test_replies_are_new_to_the_first_reader_only(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = reported()
    reported.reply(report, "They were moved last night.")
    with as_role("desk"):
        first = opened(keyed_cast, report).messages
        second = opened(keyed_cast, report, keyed_cast.colleague).messages
    assert [(one.author, one.text, one.is_new) for one in first] == [
        ("reporter", "They were moved last night.", True)
    ]
    assert [one.is_new for one in second] == [False]

"""What comes by a call, a letter or a visit is sealed like any report, and the log says by whom."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intake import entering
from plainsight.intake.answers import Answers, Contact, FileNote
from plainsight.intake.errors import Refused
from plainsight.intake.models import Report
from plainsight.intake.queries import conversation
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Entry, Standing
from plainsight.triage.services import open_report
from plainsight.triage.services.enter_report import Entered, enter_report
from plainsight.vault import published
from tests.cast import Cast
from tests.triage.conftest import Log

AsRole = Callable[[str], AbstractContextManager[None]]
SAID = Answers(
    what="Two girls are kept above the nail bar.",
    address="4 Millgate",
    danger_now=True,
    under_18=True,
    about_me=False,
    contact=Contact("Pat", "phone", "01632 960 044", windows=("week_day",), word="Marigold"),
    language="ro",
    source="Log 112 of 23 November",
)
NOTE = FileNote(new_id(), "yard.jpg", 10, "f" * 64, "image/jpeg")
WITHOUT = Answers(what="A house in Tannery Row", danger_now=True)


@pytest.fixture(autouse=True)
def fresh_key() -> None:
    """Ask the database for each test's own team key."""
    published.forget_team_key()


def entered(cast: Cast, **more: Any) -> Entered:
    given = {
        "officer": cast.triage_officer,
        "report_id": new_id(),
        "channel": "101",
        "received_at": now(),
        "answers": SAID,
        "key": entering.new_key(),
        **more,
    }
    return enter_report(**given)


def test_it_is_sealed_to_the_team_and_opens_like_any_report(
    keyed_cast: Cast, as_role: AsRole
) -> None:
    with as_role("desk"):
        report = entered(keyed_cast).report
    row = Report.objects.get(id=report.id)
    assert (row.channel, row.language, row.state) == ("101", "ro", "received")
    assert (row.danger_now, row.under_18, row.about_me) == (True, True, False)
    assert row.reference.startswith("PS-")
    for word in (b"nail bar", b"01632", b"Marigold", b"Log 112"):
        assert word not in bytes(row.body)
    for officer in (keyed_cast.triage_officer, keyed_cast.colleague):
        with as_role("desk"):
            opened = open_report(
                officer=officer, unlocked=keyed_cast.keys[officer], report_id=report.id
            )
        assert opened.account == SAID
        assert not opened.can_be_asked
    assert conversation(report.id).state == "closed"


def test_who_entered_it_stands_in_the_log_and_among_its_acts(
    keyed_cast: Cast, as_role: AsRole, log: Log
) -> None:
    with as_role("desk"):
        report = entered(keyed_cast).report
    who = keyed_cast.triage_officer
    assert log() == [("report.entered", who.id, "report", report.id, {"channel": "101"})]
    entry = Entry.objects.get()
    assert (entry.kind, entry.by, entry.codes) == (Kind.ENTERED, who, {"channel": "101"})


def test_it_waits_and_alarms_like_one_from_the_site(keyed_cast: Cast) -> None:
    standing = Standing.objects.get(report=entered(keyed_cast).report)
    assert (standing.state, standing.rank) == ("new", 0)
    assert standing.alarm_since is not None
    calm = Answers(what="A van", danger_now=False)
    report = entered(keyed_cast, answers=calm).report
    assert Standing.objects.get(report=report).alarm_since is None


def test_the_clock_of_the_crime_decision_runs_from_the_call_not_from_the_typing(
    keyed_cast: Cast,
) -> None:
    called = now() - timedelta(hours=9)
    report = entered(keyed_cast, received_at=called).report
    hour = called.replace(minute=0, second=0, microsecond=0)
    assert report.received_hour == hour
    assert Standing.objects.get(report=report).crime_decision_by == hour + timedelta(hours=24)


def test_pressed_twice_it_is_one_report_logged_once(keyed_cast: Cast, log: Log) -> None:
    again = new_id()
    first, second = (entered(keyed_cast, report_id=again) for _ in range(2))
    assert (first.is_new, second.is_new) == (True, False)
    assert first.report == second.report
    assert (Report.objects.count(), len(log()), Entry.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("part", "refusal"),
    [("stranger", NotVisible), ("auditor", NotVisible), ("administrator", NotVisible)],
)
def test_nobody_else_enters_anything_for_this_team(
    keyed_cast: Cast, log: Log, part: str, refusal: type[Exception]
) -> None:
    with pytest.raises((refusal, NotAllowed)):
        entered(keyed_cast, officer=getattr(keyed_cast, part))
    assert (Report.objects.count(), log()) == (0, [])


def test_an_anonymous_channel_keeps_nothing_of_who_it_was(keyed_cast: Cast, log: Log) -> None:
    shown = Answers(what="A house", files=(NOTE,))
    for said in (SAID, Answers(what="A house", about_me=False), shown):
        with pytest.raises(NotNow, match="anonymous"):
            entered(keyed_cast, channel="crimestoppers", answers=said)
    assert log() == []
    report = entered(keyed_cast, channel="crimestoppers", answers=WITHOUT).report
    assert report.channel == "crimestoppers"


@pytest.mark.parametrize("channel", ["web", "pigeon", "", "CRIMESTOPPERS"])
def test_no_other_channel_is_entered_by_the_desk(keyed_cast: Cast, channel: str) -> None:
    with pytest.raises(NotNow):
        entered(keyed_cast, channel=channel)


def test_without_a_key_that_may_be_sealed_to_nothing_is_kept_and_it_is_said(
    keyed_cast: Cast, settings: Any, log: Log
) -> None:
    settings.TEAM_FINGERPRINT = "0" * 64
    with pytest.raises(NotNow, match="send it again"):
        entered(keyed_cast)
    assert (Report.objects.count(), log()) == (0, [])


def test_a_key_that_was_replaced_meanwhile_is_fetched_anew(
    keyed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = entering.trusted_team_key()
    stale = published.TeamKeyInfo(new_id(), current.public)
    answers = iter([stale, current])
    monkeypatch.setattr(entering, "trusted_team_key", lambda: next(answers))
    reference, is_new = entering.enter(
        report=new_id(),
        channel="101",
        received_hour=_hour(),
        answers=SAID,
        key=entering.new_key(),
    )
    assert is_new
    assert Report.objects.get().reference == reference


@pytest.mark.parametrize(
    "wrong",
    [
        {"channel": "web"},
        {"channel": "x" * 17},
        {"channel": "Not a code"},
        {"received_hour": datetime(2020, 1, 1, tzinfo=UTC)},
        {"received_hour": datetime(2100, 1, 1, tzinfo=UTC)},
        {"answers": Answers(what="A", language="not a language")},
        {"answers": Answers(what="x" * 700_000)},
        {"answers": Answers(files=tuple(NOTE for _ in range(2)))},
        {"answers": Answers(files=tuple(replace(NOTE, id=new_id()) for _ in range(11)))},
    ],
)
def test_the_gate_checks_for_itself(keyed_cast: Cast, as_role: AsRole, wrong: Any) -> None:
    given = {"report": new_id(), "channel": "101", "received_hour": _hour(), "answers": SAID}
    given["key"] = entering.new_key()
    with as_role("desk"), pytest.raises(Refused), transaction.atomic():
        entering.enter(**{**given, **wrong})


@pytest.mark.parametrize("role", ["public", "worker", "checkpoint"])
def test_the_gate_is_shut_for_every_other_process(
    keyed_cast: Cast, as_role: AsRole, role: str
) -> None:
    with as_role(role), pytest.raises(DatabaseError, match="permission denied"):
        _run("SELECT gate.enter_report(" + ", ".join(["NULL"] * 14) + ")")


def test_the_desk_makes_no_report_but_through_the_gate(keyed_cast: Cast, as_role: AsRole) -> None:
    with as_role("desk"), pytest.raises(DatabaseError, match="permission denied"):
        _run("INSERT INTO intake_report DEFAULT VALUES")


def _run(statement: str) -> None:
    """Run one statement in a savepoint, so that the test's own transaction goes on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def _hour() -> datetime:
    return now().replace(minute=0, second=0, microsecond=0)


def test_a_report_of_the_site_cannot_be_named_by_somebody_else(keyed_cast: Cast) -> None:
    first = entered(keyed_cast).report
    body = bytes(Report.objects.get(id=first.id).body)
    again = entered(keyed_cast, report_id=UUID(str(first.id)), answers=WITHOUT)
    assert not again.is_new
    assert bytes(Report.objects.get(id=first.id).body) == body

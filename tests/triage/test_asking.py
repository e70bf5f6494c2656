"""Asking the reporter: sealed to the conversation, sent once, never lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import pytest

from plainsight.core.ids import new_id
from plainsight.intake import conversations
from plainsight.intake.models import Message, Report
from plainsight.people.errors import NotNow, NotVisible
from plainsight.triage.services import AlreadyAsked, ask_reporter
from tests.cast import Cast
from tests.reported import Reported
from tests.triage.conftest import Log

AsRole = Callable[[str], AbstractContextManager[None]]
QUESTION = "Which days are they driven away?"


def asked(cast: Cast, report: Report, *, text: str = QUESTION, client: UUID | None = None) -> int:
    officer = cast.triage_officer
    return ask_reporter(
        officer=officer,
        unlocked=cast.keys[officer],
        report_id=report.id,
        client_id=client or new_id(),
        text=text,
    )


def test_the_reporter_reads_what_the_officer_asked_and_the_log_has_no_word_of_it(
    keyed_cast: Cast, reported: Reported, as_role: AsRole, log: Log
) -> None:
    report = reported()
    with as_role("desk"):
        assert asked(keyed_cast, report) == 1
    with as_role("public"):
        assert reported.unread(report) == [QUESTION]
    who = keyed_cast.triage_officer.id
    assert log() == [("report.asked", who, "report", report.id, {"message": 1})]


def test_a_form_that_comes_twice_asks_once(keyed_cast: Cast, reported: Reported, log: Log) -> None:
    report, client = reported(), new_id()
    assert asked(keyed_cast, report, client=client) == asked(keyed_cast, report, client=client)
    assert reported.unread(report) == [QUESTION]
    assert len(log()) == 1


def test_a_form_that_comes_again_with_other_words_is_told_so(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    report, client = reported(), new_id()
    asked(keyed_cast, report, client=client)
    with pytest.raises(AlreadyAsked):
        asked(keyed_cast, report, client=client, text="And at what time?")
    assert reported.unread(report) == [QUESTION]
    assert len(log()) == 1


def test_nobody_is_asked_who_kept_no_code_or_destroyed_it(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    without, destroyed = reported(with_code=False), reported()
    conversations.destroy(reported.visit(destroyed))
    for report in (without, destroyed):
        with pytest.raises(NotNow):
            asked(keyed_cast, report)
    assert not Message.objects.exists()
    assert log() == []


@pytest.mark.parametrize("part", ["stranger", "auditor", "administrator"])
def test_who_may_not_know_of_the_report_writes_nothing(
    keyed_cast: Cast, reported: Reported, log: Log, part: str
) -> None:
    report = reported()
    with pytest.raises(NotVisible):
        ask_reporter(
            officer=getattr(keyed_cast, part),
            unlocked=keyed_cast.keys[keyed_cast.triage_officer],
            report_id=report.id,
            client_id=new_id(),
            text=QUESTION,
        )
    assert not Message.objects.exists()
    assert log() == []

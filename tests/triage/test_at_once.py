"""Two officers at once, and an act that cannot be logged."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from plainsight.audit.models import AuditEntry
from plainsight.audit.services import NotLogged
from plainsight.core.ids import new_id
from plainsight.intake.models import Message, Report
from plainsight.triage.services import ask_reporter, open_report
from tests.cast import Cast
from tests.reported import Reported
from tests.triage.conftest import Log


def at_once(act: Callable[[], Any], times: int = 6) -> list[Any]:
    """Do something several times at once, each on a connection of its own."""

    def alone(_turn: int) -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


@pytest.mark.django_db(transaction=True)
def test_of_many_who_open_at_once_one_was_the_first_and_each_is_logged(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    report, officer = reported(), keyed_cast.triage_officer
    key = keyed_cast.keys[officer]
    seen = at_once(lambda: open_report(officer=officer, unlocked=key, report_id=report.id))
    assert sorted(one.is_first_opening for one in seen) == [False] * 5 + [True]
    assert {one.account.what for one in seen} == {seen[0].account.what}
    assert sorted(row[0] for row in log()) == ["report.opened"] + ["report.read"] * 5


@pytest.mark.django_db(transaction=True)
def test_a_form_that_arrives_many_times_at_once_is_one_message_and_one_row(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    report, officer, client = reported(), keyed_cast.triage_officer, new_id()
    key = keyed_cast.keys[officer]
    numbers = at_once(
        lambda: ask_reporter(
            officer=officer, unlocked=key, report_id=report.id, client_id=client, text="When?"
        )
    )
    assert numbers == [1] * 6
    assert Message.objects.count() == 1
    assert [row[0] for row in log()] == ["report.asked"]


@pytest.mark.django_db
def test_what_cannot_be_logged_does_not_happen(
    keyed_cast: Cast, reported: Reported, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, officer = reported(), keyed_cast.triage_officer
    key, before = keyed_cast.keys[officer], AuditEntry.objects.count()

    def refuse(*_given: Any, **_named: Any) -> None:
        raise NotLogged("the log is away")

    for service in (ask_reporter, open_report):
        monkeypatch.setitem(service.__wrapped__.__globals__, "record", refuse)
    with pytest.raises(NotLogged):
        open_report(officer=officer, unlocked=key, report_id=report.id)
    with pytest.raises(NotLogged):
        ask_reporter(
            officer=officer, unlocked=key, report_id=report.id, client_id=new_id(), text="When?"
        )
    assert Report.objects.get(id=report.id).state == "received"
    assert not Message.objects.exists()
    assert AuditEntry.objects.count() == before

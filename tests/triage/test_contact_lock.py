"""The contact lock: a number shows once its rule was read, and outside its times for a reason."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest

from plainsight.core.ids import new_id
from plainsight.intake import conversations
from plainsight.intake.answers import Contact
from plainsight.intake.models import Report
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Entry
from plainsight.triage.services import show_contact
from plainsight.triage.services.entries import read_entries
from plainsight.triage.services.reading import report_key
from plainsight.triage.services.show_contact import ReasonMissing, RuleChanged
from tests.cast import Browser, Cast
from tests.reported import Reported
from tests.triage.conftest import Log

AsRole = Callable[[str], AbstractContextManager[None]]
MONDAY_9 = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONDAY_21 = datetime(2026, 11, 23, 21, tzinfo=UTC)
DAYTIME = Contact(
    name="Robin",
    how="phone",
    value="01632 960 007",
    times="not on Wednesdays",
    safe="He is at home after six",
    message="no",
    windows=("week_day",),
    language="Romanian",
    word="Marigold",
)
READ = {"rule": "0", "has_read": "on"}


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Give a function that stands the lock's clock at a moment."""

    def stand(moment: datetime) -> None:
        for module in ("services.show_contact", "templatetags.reaching"):
            found = import_module(f"plainsight.triage.{module}")
            monkeypatch.setattr(found, "now", lambda: moment)

    return stand


@pytest.fixture
def report(reported: Reported) -> Report:
    return reported(contact=DAYTIME)


@pytest.fixture
def desk(report: Report, keyed_cast: Cast, browser: Browser) -> Browser:
    return browser.sign_in(keyed_cast.triage_officer, unlocked=True)


def by(cast: Cast, report: Report, **more: Any) -> dict[str, Any]:
    officer = more.pop("officer", cast.triage_officer)
    unlocked = cast.keys[cast.triage_officer]
    return {"officer": officer, "unlocked": unlocked, "report_id": report.id, "rule": 0, **more}


def reasons(cast: Cast, report: Report) -> list[str]:
    key = report_key(cast.keys[cast.triage_officer], report)
    return [one.text for one in read_entries(report, key) if one.kind is Kind.CONTACT]


def test_inside_its_times_the_contact_opens_without_a_reason_and_the_log_says_so(
    keyed_cast: Cast, report: Report, at: Any, as_role: AsRole, log: Log
) -> None:
    at(MONDAY_9)
    with as_role("desk"):
        assert show_contact(**by(keyed_cast, report)) == DAYTIME
    who = keyed_cast.triage_officer.id
    assert log() == [("report.contact_shown", who, "report", report.id, {"window": "inside"})]
    assert not Entry.objects.exists()


def test_outside_its_times_it_takes_a_reason_which_is_sealed_and_never_logged(
    keyed_cast: Cast, report: Report, at: Any, as_role: AsRole, log: Log
) -> None:
    at(MONDAY_21)
    with as_role("desk"):
        for reason in ("", "  \n"):
            with pytest.raises(ReasonMissing):
                show_contact(**by(keyed_cast, report, reason=reason))
        assert log() == []
        show_contact(**by(keyed_cast, report, reason="She rang 999 and was cut off"))
    entry = Entry.objects.get()
    assert (entry.by, entry.codes) == (keyed_cast.triage_officer, {"window": "outside"})
    assert b"999" not in bytes(entry.text)
    assert reasons(keyed_cast, report) == ["She rang 999 and was cut off"]
    assert [row[4] for row in log()] == [{"window": "outside"}]


def test_who_gave_no_times_is_shown_so_and_logged_so(
    keyed_cast: Cast, reported: Reported, at: Any, log: Log
) -> None:
    at(MONDAY_21)
    show_contact(**by(keyed_cast, reported()))
    assert [row[4] for row in log()] == [{"window": "unsaid"}]


def test_a_rule_that_changed_since_the_page_was_shown_is_to_be_read_again(
    keyed_cast: Cast, report: Report, reported: Reported, at: Any, log: Log
) -> None:
    at(MONDAY_9)
    new = Contact(how="text", value="07700 900 123", windows=("weekend_day",))
    conversations.change_contact(reported.visit(report), client_id=new_id(), contact=new)
    with pytest.raises(RuleChanged):
        show_contact(**by(keyed_cast, report))
    with pytest.raises(ReasonMissing):
        show_contact(**by(keyed_cast, report, rule=1))
    assert log() == []
    assert show_contact(**by(keyed_cast, report, rule=1, reason="Danger")) == new
    conversations.change_contact(reported.visit(report), client_id=new_id(), contact=Contact())
    with pytest.raises(NotNow, match="no way"):
        show_contact(**by(keyed_cast, report, rule=2, reason="Danger"))


@pytest.mark.parametrize("part", ["stranger", "auditor", "administrator"])
def test_nobody_else_gets_past_the_lock(
    keyed_cast: Cast, report: Report, at: Any, log: Log, part: str
) -> None:
    at(MONDAY_21)
    with pytest.raises((NotVisible, NotAllowed)):
        show_contact(**by(keyed_cast, report, officer=getattr(keyed_cast, part), reason="Please"))
    assert (log(), list(Entry.objects.all())) == ([], [])


def test_the_page_shows_the_whole_rule_and_neither_name_nor_number(
    desk: Browser, report: Report, at: Any
) -> None:
    at(MONDAY_9)
    text = desk.get(f"/reports/{report.id}/").text
    rule = ("Monday to Friday, 08:00 to 18:00", "not on Wednesdays", "Romanian", "Marigold")
    for said in (*rule, "He is at home after six"):
        assert said in text
    assert "01632 960 007" not in text
    assert "Robin" not in text
    assert "outside the times they gave" not in text


def test_nothing_opens_until_the_rule_was_ticked(
    desk: Browser, report: Report, at: Any, log: Log
) -> None:
    at(MONDAY_9)
    path = f"/reports/{report.id}/contact/"
    for sent in ({}, {"rule": "0"}, {"has_read": "on"}, {"rule": "x", "has_read": "on"}):
        answer = desk.post(path, sent)
        assert answer.status_code == 422
        assert "01632 960 007" not in answer.text
    assert "report.contact_shown" not in [row[0] for row in log()]
    opened = desk.post(path, READ)
    assert opened.status_code == 200
    assert "01632 960 007" in opened.text
    assert "Marigold" in opened.text
    assert "01632 960 007" not in desk.get(f"/reports/{report.id}/").text


def test_outside_its_times_the_page_says_so_and_keeps_what_was_typed(
    desk: Browser, report: Report, at: Any
) -> None:
    at(MONDAY_21)
    page = desk.get(f"/reports/{report.id}/").text
    assert "Monday, 21:00, outside the times they gave" in page
    path = f"/reports/{report.id}/contact/"
    asked = desk.post(path, READ)
    assert asked.status_code == 422
    assert asked.text.count("Say why it cannot wait.") == 2
    kept = desk.post(path, {"rule": "0", "reason": "She <rang>"})
    assert kept.status_code == 422
    assert "She &lt;rang&gt;" in kept.text
    assert "01632 960 007" in desk.post(path, {**READ, "reason": "She rang"}).text


def test_a_new_rule_takes_the_tick_out_and_leaves_the_reason(
    desk: Browser, report: Report, at: Any
) -> None:
    at(MONDAY_9)
    path = f"/reports/{report.id}/contact/"
    stale = desk.post(path, {"rule": "7", "has_read": "on", "reason": "She rang"})
    assert stale.status_code == 422
    assert "They have changed how they can be reached. Read it again" in stale.text
    assert 'name="rule" value="0"' in stale.text
    assert "checked" not in stale.text.partition('name="has_read"')[2][:60]
    assert "She rang" in stale.text
    assert "01632 960 007" not in stale.text

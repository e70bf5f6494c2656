"""The pages of triage, by a browser whose desk has the desk's database rights only."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.files import store
from plainsight.intake.models import Message, Report
from plainsight.people.models import UnlockedSession
from plainsight.vault.services import erase_record
from tests.cast import Browser, Cast
from tests.reported import PICTURE, Reported
from tests.triage.conftest import Log

TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
QUESTION = {"text": "Which days are they there?", "is_harmless": "on"}


@pytest.fixture
def report(reported: Reported) -> Report:
    return reported(picture=PICTURE)


@pytest.fixture
def other(reported: Reported) -> Report:
    """A second report; asked for before `desk`, whose role may not send one."""
    return reported(what="Another matter")


@pytest.fixture
def damaged(other: Report, reported: Reported) -> Report:
    """A report whose body was put in the place of another's."""
    third = reported()
    Report.objects.filter(id=third.id).update(body=other.body)
    return third


@pytest.fixture
def desk(report: Report, keyed_cast: Cast, browser: Browser) -> Browser:
    return browser.sign_in(keyed_cast.triage_officer, unlocked=True)


def page(report: Report) -> str:
    return f"/reports/{report.id}/"


def token(browser: Browser, report: Report) -> str:
    found = TOKEN.search(browser.get(page(report)).text)
    assert found
    return found[1]


def test_the_list_shows_flags_and_nothing_that_was_sealed(desk: Browser, report: Report) -> None:
    text = desk.get("/reports/").text
    assert report.reference in text
    assert "Danger now" in text
    assert "car wash" not in text
    assert "01632" not in text


def test_a_locked_officer_sees_the_list_but_must_unlock_to_open(
    report: Report, keyed_cast: Cast, browser: Browser, log: Log
) -> None:
    browser.sign_in(keyed_cast.triage_officer)
    assert "Unlock to open reports" in browser.get("/reports/").text
    answer = browser.get(page(report))
    assert answer.headers["Location"] == f"/unlock/?next=%2Freports%2F{report.id}%2F"
    assert log() == []


def test_an_opened_report_shows_the_account_and_hides_the_contact(
    desk: Browser, report: Report, log: Log
) -> None:
    text = desk.get(page(report)).text
    assert "Six men sleep in the back of the car wash.\nOne of them asked me for bread." in text
    assert "not established fact" in text
    assert "Only before noon" in text
    assert "01632 960 001" not in text
    assert [row[0] for row in log()] == ["report.opened"]


def test_the_contact_appears_after_the_click_and_both_acts_are_logged(
    desk: Browser, report: Report, log: Log
) -> None:
    ticked = {"rule": "0", "has_read": "on"}
    assert "01632 960 001" in desk.post(page(report) + "contact/", ticked).text
    assert [row[0] for row in log()] == ["report.contact_shown", "report.opened"]
    assert desk.get(page(report) + "contact/").status_code == 405


def test_a_file_comes_as_an_attachment_and_byte_for_byte(
    desk: Browser, report: Report, log: Log
) -> None:
    file_id = report.attachments.get().id
    answer = desk.post(f"{page(report)}files/{file_id}/")
    assert b"".join(answer.streaming_content) == PICTURE
    assert answer.headers["Content-Disposition"] == 'attachment; filename="file-1.jpg"'
    assert [row[0] for row in log()] == ["report.file_taken"]
    assert desk.get(f"{page(report)}files/{file_id}/").status_code == 405


def test_a_file_that_is_not_in_the_store_is_not_logged_as_taken(
    desk: Browser, report: Report, log: Log
) -> None:
    file_id = report.attachments.get().id
    store.delete(file_id)
    assert desk.post(f"{page(report)}files/{file_id}/").status_code == 302
    assert log() == []


def test_a_question_is_sent_once_however_often_the_button_is_pressed(
    desk: Browser, report: Report, log: Log
) -> None:
    sent = {**QUESTION, "form_token": token(desk, report)}
    first, second = (desk.post(page(report) + "ask/", sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert first.headers["Location"].endswith("#message-1")
    assert [row[0] for row in log()] == ["report.opened", "report.asked"]
    assert QUESTION["text"] in desk.get(page(report)).text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_harmless": ""}, "would not harm them"),
        ({"form_token": "no-token"}, "open for too long"),
        ({"text": " "}, "Write what you want to ask."),
        ({"text": "x" * 10_001}, "at most 10000 characters"),
    ],
)
def test_a_refused_question_sends_nothing_and_keeps_the_typed_text(
    desk: Browser, report: Report, change: dict[str, str], words: str
) -> None:
    sent = {**QUESTION, "form_token": token(desk, report), **change}
    answer = desk.post(page(report) + "ask/", sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert sent["text"].strip() in answer.text
    assert "govuk-error-summary" in answer.text
    assert not Message.objects.exists()


def test_a_token_of_another_report_sends_nothing(
    other: Report, desk: Browser, report: Report
) -> None:
    sent = {**QUESTION, "form_token": token(desk, other)}
    answer = desk.post(page(report) + "ask/", sent)
    assert answer.status_code == 422
    assert not Message.objects.exists()


def test_a_question_that_arrives_locked_is_kept_through_unlocking(
    desk: Browser, report: Report, log: Log
) -> None:
    sent = {**QUESTION, "form_token": token(desk, report)}
    desk.post("/lock/")
    answer = desk.post(page(report) + "ask/", sent)
    assert answer.status_code == 423
    assert QUESTION["text"] in answer.text
    assert not Message.objects.exists()


def test_a_second_form_with_other_words_under_one_token_keeps_them(
    desk: Browser, report: Report
) -> None:
    sent = {**QUESTION, "form_token": token(desk, report)}
    desk.post(page(report) + "ask/", sent)
    answer = desk.post(page(report) + "ask/", {**sent, "text": "And at what time of day?"})
    assert answer.status_code == 422
    assert "And at what time of day?" in answer.text
    assert Message.objects.count() == 1
    fresh = TOKEN.search(answer.text)
    assert fresh
    desk.post(page(report) + "ask/", {**sent, "text": "At what time?", "form_token": fresh[1]})
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("part", "status"), [("stranger", 302), ("auditor", 403), ("administrator", 403)]
)
def test_a_report_that_is_there_and_one_that_is_not_are_answered_alike(
    report: Report, keyed_cast: Cast, browser: Browser, log: Log, part: str, status: int
) -> None:
    browser.sign_in(getattr(keyed_cast, part))
    for one in (report.id, new_id()):
        answer = browser.get(f"/reports/{one}/")
        assert answer.status_code == status
        assert report.reference not in answer.text
    assert log() == []


@pytest.mark.parametrize("act", ["", "ask/", "contact/", f"files/{new_id()}/"])
def test_a_report_of_nobody_is_not_found_whatever_is_done_with_it(
    desk: Browser, report: Report, log: Log, act: str
) -> None:
    address = f"/reports/{new_id()}/{act}"
    sent = {**QUESTION, "form_token": token(desk, report)}
    before = log()
    answer = desk.post(address, sent) if act else desk.get(address)
    assert (answer.status_code, log()) == (404, before)


def test_the_bell_is_told_what_alarms_and_keeps_nobody_unlocked(
    desk: Browser, report: Report
) -> None:
    long_ago = now() - timedelta(minutes=5)
    UnlockedSession.objects.update(touched_at=long_ago)
    headers = {"accept": "application/json", "x-by-itself": "bell"}
    told = desk.get("/reports/news/", headers=headers).json()
    assert [one["name"] for one in told["alarms"]] == ["unopened"]
    assert desk.get("/live/", headers={"accept": "text/event-stream"}).status_code == 204
    assert UnlockedSession.objects.get().touched_at == long_ago
    desk.get("/reports/")
    assert UnlockedSession.objects.get().touched_at > long_ago


def test_an_erased_report_says_so(desk: Browser, report: Report, log: Log) -> None:
    erase_record(kind="report", record=report.id)
    answer = desk.get(page(report))
    assert (answer.status_code, log()) == (410, [])
    assert "It has been erased." in answer.text


def test_a_damaged_report_raises_the_alarm_without_a_word_of_it(
    damaged: Report, desk: Browser, log: Log, caplog: pytest.LogCaptureFixture
) -> None:
    answer = desk.get(page(damaged))
    assert (answer.status_code, log()) == (409, [])
    assert "Tell a supervisor now" in answer.text
    assert caplog.messages[0] == f"report {damaged.id} does not open: CannotOpen"


def test_flags_that_were_changed_outside_the_seal_raise_the_alarm(
    desk: Browser, report: Report
) -> None:
    words = "The flags of this report were changed after it arrived."
    assert words not in desk.get(page(report)).text
    with connection.cursor() as cursor:  # somebody with more rights than the desk has
        cursor.execute("RESET ROLE")
        cursor.execute("UPDATE intake_report SET danger_now = false WHERE id = %s", [report.id])
        cursor.execute("SET ROLE plainsight_desk")
    assert words in desk.get(page(report)).text

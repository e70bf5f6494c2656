"""The pages for entering: every channel, the same questions, and nothing typed is lost."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from plainsight.core.clock import now
from plainsight.intake.answers import TEXTS
from plainsight.intake.models import Report
from plainsight.triage.forms.entering import EntryForm, NamedEntryForm
from plainsight.triage.forms.reaching import WINDOWS, ContactFields
from plainsight.triage.services import open_report
from plainsight.triage.services.enter_report import entered_channels
from plainsight.vault import published
from tests.cast import Browser, Cast
from tests.triage.conftest import Log

TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
IDENTITY = {*ContactFields.names, "about_me"}
SAID = {
    "source": "Log 112",
    "language": "ro",
    "danger_now": "yes",
    "about_me": "no",
    "what": "Two girls <above> the nail bar",
    "signs": ["IND001", "IND006"],
    "name": "Pat",
    "how": "phone",
    "value": "01632 960 044",
    "windows": ["week_day"],
    "speaks": "Romanian",
    "word": "Marigold",
    "safe": "He answers the phone\r\nSay you sell soap",
}


@pytest.fixture
def desk(keyed_cast: Cast, browser: Browser) -> Browser:
    published.forget_team_key()
    return browser.sign_in(keyed_cast.triage_officer)


def sent(desk: Browser, channel: str, **fields: Any) -> Any:
    page = desk.get(f"/enter/{channel}/").text
    found = TOKEN.search(page)
    assert found
    return desk.post(f"/enter/{channel}/", {"received": _now(), "form_token": found[1], **fields})


def _now() -> str:
    return now().astimezone(ZoneInfo("Europe/London")).strftime("%Y-%m-%d %H:%M")


def test_an_officer_whose_key_is_locked_can_take_down_a_call(
    desk: Browser, keyed_cast: Cast, log: Log
) -> None:
    answer = sent(desk, "101", **SAID)
    report = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/reports/{report.id}/entered/")
    done = desk.get(answer["Location"]).text
    assert report.reference in done
    assert "101 call" in done
    assert "in danger now" in done
    for word in ("nail bar", "Pat", "01632"):
        assert word not in done
    assert [row[0] for row in log()] == ["report.entered"]
    who = keyed_cast.triage_officer
    opened = open_report(officer=who, unlocked=keyed_cast.keys[who], report_id=report.id)
    account, contact = opened.account, opened.account.contact
    assert (account.what, account.source) == ("Two girls <above> the nail bar", "Log 112")
    assert (account.signs, account.way) == (("IND001", "IND006"), "seen")
    assert (contact.windows, contact.language, contact.word) == (
        ("week_day",),
        "Romanian",
        "Marigold",
    )
    assert contact.safe == "He answers the phone\nSay you sell soap"


def test_every_channel_is_offered_and_asks_what_the_site_asks(desk: Browser) -> None:
    page = desk.get("/enter/").text
    codes = [one.code for one in entered_channels()]
    assert {"101", "999", "crimestoppers", "email", "counter", "agency", "officer"} <= set(codes)
    assert "web" not in codes
    for code in codes:
        assert f'href="/enter/{code}/"' in page
        form = desk.get(f"/enter/{code}/").text
        for name in (*TEXTS, "signs", "danger_now", "under_18", "received", "language"):
            assert f'name="{name}"' in form, (code, name)


def test_crimestoppers_has_no_field_for_who_it_was_not_even_a_hidden_one(desk: Browser) -> None:
    page = desk.get("/enter/crimestoppers/").text
    asked = set(re.findall(r'name="(\w+)"', page.partition('class="ps-entry"')[2]))
    assert asked == {"form_token", *EntryForm("crimestoppers").fields}
    assert not asked & IDENTITY
    assert set(NamedEntryForm("101").fields) >= IDENTITY
    assert 'type="file"' not in page, "a picture may show who took it"


def test_what_is_sent_for_an_anonymous_channel_under_such_names_is_not_read(
    desk: Browser, keyed_cast: Cast
) -> None:
    answer = sent(desk, "crimestoppers", **SAID)
    assert answer.status_code == 302
    assert "nobody to give the reference to" in desk.get(answer["Location"]).text
    report, who = Report.objects.get(), keyed_cast.triage_officer
    opened = open_report(officer=who, unlocked=keyed_cast.keys[who], report_id=report.id)
    assert not opened.has_contact
    assert opened.account.contact.name == ""
    assert (report.about_me, opened.account.about_me) == (None, None)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"what": " "}, "Write what they told you."),
        ({"what": "y" * 20_001}, "at most 20000 characters"),
        ({"received": ""}, "Say when it came in."),
        ({"received": "yesterday"}, "Give the day and time"),
        ({"received": "2100-01-01 10:00"}, "still to come"),
        ({"received": "2026-01-01 10:00"}, "At most 31 days ago."),
        ({"value": ""}, "Write the number or address"),
        ({"how": ""}, "Choose how this number"),
        ({"signs": ["IND999999"]}, "Select a valid choice"),
        ({"form_token": "forged"}, "open for too long"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(
    desk: Browser, wrong: dict[str, Any], message: str
) -> None:
    answer = sent(desk, "999", **{**SAID, **wrong})
    assert answer.status_code == 422
    assert message in answer.text
    for name, typed in {"what": "Two girls &lt;above&gt;", "safe": "Say you sell soap"}.items():
        assert name in wrong or typed in answer.text
    assert "Marigold" in answer.text
    assert Report.objects.count() == 0


def test_pressed_twice_it_is_one_and_changed_it_is_another(desk: Browser) -> None:
    token = TOKEN.search(desk.get("/enter/999/").text)
    assert token
    same = {**SAID, "received": _now(), "form_token": token[1]}
    first, second = (desk.post("/enter/999/", same) for _ in range(2))
    assert first["Location"] == second["Location"]
    changed = desk.post("/enter/999/", {**same, "what": "And a boy"})
    assert changed["Location"] != first["Location"]
    assert Report.objects.count() == 2


def test_a_channel_that_is_not_there_and_another_teams_report_are_not_there(
    desk: Browser, keyed_cast: Cast
) -> None:
    for channel in ("web", "pigeon"):
        assert desk.get(f"/enter/{channel}/").status_code == 404
    path = sent(desk, "999", **SAID)["Location"]
    other = Browser().sign_in(keyed_cast.stranger)
    assert other.get(path).status_code == 404
    refused = sent(other, "999", **SAID)
    assert refused.status_code == 404
    for part in (keyed_cast.auditor, keyed_cast.administrator):
        assert Browser().sign_in(part).get("/enter/").status_code == 403
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("2026-10-25 01:30", "2026-10-25T01:30+01:00"),  # comes twice: the earlier one
        ("2026-10-25 00:30", "2026-10-25T00:30+01:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30+00:00"),
    ],
)
def test_the_hour_that_comes_twice_is_taken_for_the_earlier_one(
    typed: str, means: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = datetime.fromisoformat("2026-10-26T12:00+00:00")
    monkeypatch.setattr("plainsight.triage.forms.moments.now", lambda: at)
    form = EntryForm("101", {"received": typed, "what": "A", "language": "en-gb"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["received"] == datetime.fromisoformat(means)
    late = EntryForm("101", {"received": "2026-10-26 12:04", "what": "A", "language": "en-gb"})
    assert late.is_valid()
    assert late.cleaned_data["received"] == at, "a minute ahead of us is now"
    assert timedelta(0) <= at - form.cleaned_data["received"]


def test_the_windows_of_the_desk_are_those_of_intake() -> None:
    from plainsight.intake.windows import CODES

    assert tuple(WINDOWS) == CODES

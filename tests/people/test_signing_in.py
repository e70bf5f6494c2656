"""Signing in takes a password and a second factor, and says nothing to those without."""

from __future__ import annotations

import pytest

from plainsight.people.services.officers import suspend_officer
from plainsight.people.services.second_factor import make_recovery_codes
from tests.cast import PASSWORD, Browser, Cast, code, fresh
from tests.people.conftest import Log


def first_step(browser: Browser, username: str, password: str = PASSWORD) -> object:
    return browser.post("/sign-in/", {"username": username, "password": password})


def test_password_and_code_open_a_session_and_are_logged(
    browser: Browser, cast: Cast, log: Log
) -> None:
    answer = first_step(browser, "Amara.Okafor ")
    assert answer.headers["Location"].startswith("/sign-in/code/")
    assert browser.get("/account/").status_code == 302, "a password alone opens nothing"
    assert browser.post("/sign-in/code/", {"code": code()}).headers["Location"] == "/"
    assert browser.get("/account/").status_code == 200
    who = cast.triage_officer.id
    assert log() == [("session.started", who, "officer", who, {"factor": "totp"})]


@pytest.mark.parametrize("username", ["amara.okafor", "nobody.here", "sus.pended"])
def test_a_wrong_password_is_answered_alike_whoever_is_named(
    browser: Browser, cast: Cast, username: str
) -> None:
    if username == "sus.pended":
        suspend_officer(cast.colleague)
        answer = first_step(browser, cast.colleague.username)
    else:
        answer = first_step(browser, username, "wrong horse battery")
    assert answer.status_code == 422
    assert "The username or the password is not right." in answer.text
    assert PASSWORD not in answer.text


def test_a_failed_sign_in_is_logged_without_what_was_typed(
    browser: Browser, cast: Cast, log: Log
) -> None:
    first_step(browser, "amara.okafor", "wrong horse battery")
    first_step(browser, "typed.a.secret.here", "x")
    first_step(browser, "amara.okafor")
    browser.post("/sign-in/code/", {"code": "000000"})
    who = cast.triage_officer.id
    assert log() == [
        ("session.refused", None, "officer", who, {"step": "password"}),
        ("session.refused", None, "officer", None, {"step": "password"}),
        ("session.refused", None, "officer", who, {"step": "code"}),
    ]


def test_a_code_counts_once(browser: Browser, cast: Cast) -> None:
    used = code()
    browser.sign_in(cast.triage_officer)
    second = Browser()
    first_step(second, "amara.okafor")
    assert second.post("/sign-in/code/", {"code": used}).status_code == 422
    later = second.post("/sign-in/code/", {"code": code(periods_ahead=1)})
    assert later.status_code == 302


def test_a_recovery_code_signs_in_once(browser: Browser, cast: Cast, log: Log) -> None:
    codes = make_recovery_codes(cast.triage_officer)
    assert len(set(codes)) == 10
    first_step(browser, "amara.okafor")
    assert browser.post("/sign-in/code/", {"code": codes[3]}).status_code == 302
    again = Browser()
    first_step(again, "amara.okafor")
    assert again.post("/sign-in/code/", {"code": codes[3]}).status_code == 422
    who = cast.triage_officer.id
    assert ("recovery_codes.used", who, "officer", who, {"left": 9}) in log()


def test_the_code_page_is_nowhere_without_a_password(browser: Browser, cast: Cast) -> None:
    assert browser.get("/sign-in/code/").headers["Location"] == "/sign-in/"


def test_after_ten_minutes_the_password_is_asked_for_again(
    browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_step(browser, "amara.okafor")
    import time

    later = time.time() + 601
    monkeypatch.setattr("plainsight.people.services.signing_in.time.time", lambda: later)
    assert browser.post("/sign-in/code/", {"code": code()}).headers["Location"] == "/sign-in/"


def test_one_persons_wrong_attempts_stop_them_and_not_their_station(
    browser: Browser, cast: Cast
) -> None:
    for _ in range(10):
        first_step(browser, "amara.okafor", "wrong horse battery")
    refused = first_step(browser, "amara.okafor")
    assert refused.status_code == 422
    assert "Too many attempts" in refused.text
    assert first_step(Browser(), "tom.hale").status_code == 302


def test_right_attempts_are_not_counted(browser: Browser, cast: Cast) -> None:
    for _ in range(12):
        assert first_step(browser, "tom.hale").status_code == 302


def test_codes_are_not_guessed_at_leisure(browser: Browser, cast: Cast) -> None:
    first_step(browser, "amara.okafor")
    for _ in range(5):
        browser.post("/sign-in/code/", {"code": "000000"})
    fresh(cast.triage_officer)
    assert "Too many attempts" in browser.post("/sign-in/code/", {"code": code()}).text


def test_a_session_gets_a_new_key_when_it_gains_rights(browser: Browser, cast: Cast) -> None:
    first_step(browser, "amara.okafor")
    before = browser.cookies["__Host-s"].value
    browser.post("/sign-in/code/", {"code": code()})
    assert browser.cookies["__Host-s"].value != before


def test_next_leads_nowhere_else(browser: Browser, cast: Cast) -> None:
    first_step(browser, "amara.okafor")
    answer = browser.post("/sign-in/code/", {"code": code(), "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"

"""One's own account: weighty changes ask for the password, and sessions can be ended."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from plainsight.people.models import UnlockedSession
from plainsight.people.services import reset_second_factors, suspend_officer
from plainsight.people.services.sessions import CONFIRMED
from tests.cast import PASSWORD, Browser, Cast
from tests.people.conftest import Log

NEW = "bring the blue umbrella"


@pytest.fixture
def signed_in(cast: Cast, browser: Browser) -> Browser:
    return browser.sign_in(cast.triage_officer)


def test_a_new_password_ends_every_other_session(signed_in: Browser, cast: Cast, log: Log) -> None:
    other = Browser().sign_in(cast.triage_officer)
    given = {"password": PASSWORD, "new_password": NEW}
    assert signed_in.post("/account/password/", given).headers["Location"] == "/account/"
    assert signed_in.get("/account/").status_code == 200
    assert other.get("/account/").headers["Location"].startswith("/sign-in/")
    assert UserSession.objects.filter(user=cast.triage_officer).count() == 1
    verbs = [(row[0], row[4]) for row in log()][-2:]
    assert verbs == [
        ("session.ended", {"why": "all_ended", "count": 1}),
        ("password.changed", {}),
    ]


@pytest.mark.parametrize("new", ["short", "telechargement", "amara.okafor1", ""])
def test_a_poor_password_is_refused(signed_in: Browser, cast: Cast, new: str) -> None:
    given = {"password": PASSWORD, "new_password": new}
    assert signed_in.post("/account/password/", given).status_code == 422
    cast.triage_officer.refresh_from_db()
    assert cast.triage_officer.check_password(PASSWORD)


def test_the_password_is_not_changed_without_the_present_one(
    signed_in: Browser, cast: Cast, log: Log
) -> None:
    answer = signed_in.post("/account/password/", {"password": "x", "new_password": NEW})
    assert answer.status_code == 422
    assert log()[-1][0] == "password.refused"
    cast.triage_officer.refresh_from_db()
    assert cast.triage_officer.check_password(PASSWORD)


def test_sessions_are_listed_and_ended_from_elsewhere(
    keyed_cast: Cast, browser: Browser, log: Log
) -> None:
    officer = keyed_cast.triage_officer
    here = browser.sign_in(officer)
    there = Browser(**{"user-agent": "A phone"}).sign_in(officer, unlocked=True)
    assert "A phone" in here.get("/account/").text
    phone = UserSession.objects.get(user=officer, user_agent="A phone")
    assert here.post(f"/account/sessions/{phone.id}/end/").status_code == 302
    assert there.get("/account/").headers["Location"].startswith("/sign-in/")
    assert not UnlockedSession.objects.exists()
    assert not Session.objects.filter(session_key=phone.session_key).exists()
    assert log()[-1][0] == "session.ended"


def test_nobody_ends_somebody_elses_session(signed_in: Browser, cast: Cast, log: Log) -> None:
    Browser().sign_in(cast.colleague)
    theirs = UserSession.objects.get(user=cast.colleague)
    before = len(log())
    assert signed_in.post(f"/account/sessions/{theirs.id}/end/").status_code == 404
    assert signed_in.post("/account/sessions/999999/end/").status_code == 404
    assert UserSession.objects.filter(id=theirs.id).exists()
    assert len(log()) == before


def test_signing_out_takes_everything_along(keyed_cast: Cast, browser: Browser, log: Log) -> None:
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    browser.post("/sign-out/")
    assert not UserSession.objects.exists()
    assert not UnlockedSession.objects.exists()
    assert browser.cookies["__Host-u"].value == ""
    assert [row[0] for row in log()][-2:] == ["key.locked", "session.ended"]


def test_the_only_second_factor_stays(signed_in: Browser, cast: Cast) -> None:
    answer = signed_in.post("/account/app/remove/", follow=True)
    assert "This is your only second factor." in answer.text
    assert Authenticator.objects.filter(user=cast.triage_officer, type="totp").exists()


WEIGHTY = [
    "/account/app/remove/",
    "/account/recovery-codes/",
    "/account/passkeys/add/",
    "/account/passkeys/add/options/",
    "/account/passkeys/unlock/options/",
]


@pytest.mark.parametrize("path", WEIGHTY)
def test_weighty_changes_ask_for_the_password_after_a_while(
    signed_in: Browser, cast: Cast, path: str, log: Log
) -> None:
    session = signed_in.session
    session[CONFIRMED] -= 601
    session.save()
    before = len(log())
    assert signed_in.post(path).headers["Location"].startswith("/account/confirm/")
    assert len(log()) == before
    assert signed_in.post("/account/confirm/", {"password": "no"}).status_code == 422
    assert signed_in.post("/account/confirm/", {"password": PASSWORD}).status_code == 302
    assert signed_in.session[CONFIRMED] > 0


def test_a_suspended_officer_is_out_at_once(signed_in: Browser, cast: Cast, log: Log) -> None:
    suspend_officer(cast.triage_officer, by=cast.administrator)
    assert signed_in.get("/account/").headers["Location"].startswith("/sign-in/")
    who, by = cast.triage_officer.id, cast.administrator.id
    assert log()[-1] == ("officer.suspended", by, "officer", who, {})


def test_a_reset_second_factor_means_enrolling_anew(signed_in: Browser, cast: Cast) -> None:
    reset_second_factors(cast.triage_officer, by=cast.administrator)
    assert signed_in.get("/account/").headers["Location"].startswith("/sign-in/")
    again = signed_in.post("/sign-in/", {"username": "amara.okafor", "password": PASSWORD})
    assert again.headers["Location"] == "/account/second-factor/"

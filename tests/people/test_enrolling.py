"""Nobody reaches anything but enrolment before they have a second factor and own password."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from plainsight.people.mfa import DeskMFAAdapter
from plainsight.people.models import Officer
from plainsight.people.roles import Role
from plainsight.people.services import add_officer
from tests.cast import PASSWORD, Browser, Cast
from tests.people.conftest import Log

NEW = "bring the blue umbrella"


@pytest.fixture
def newcomer(cast: Cast) -> Officer:
    return add_officer(
        username="new.comer",
        name="New Comer",
        team=cast.team,
        roles=[Role.TRIAGE_OFFICER],
        password=PASSWORD,
    )


@pytest.fixture
def half_in(newcomer: Officer, browser: Browser) -> Browser:
    answer = browser.post("/sign-in/", {"username": "new.comer", "password": PASSWORD})
    assert answer.headers["Location"] == "/account/second-factor/"
    return browser


def shown_code(page: object, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("tests.cast.CODE_SECRET", page.context["secret"].replace(" ", ""))
    from tests.cast import code

    return code()


@pytest.mark.parametrize("path", ["/account/", "/team/", "/unlock/", "/ask/", "/account/password/"])
def test_a_password_alone_reaches_enrolment_only(half_in: Browser, path: str) -> None:
    assert half_in.get(path).headers["Location"] == "/account/second-factor/"
    assert half_in.get("/account/second-factor/").status_code == 200


def test_enrolling_an_app_shows_recovery_codes_once(
    half_in: Browser, newcomer: Officer, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    page = half_in.get("/account/app/")
    assert half_in.get("/account/app/").context["secret"] == page.context["secret"]
    done = half_in.post("/account/app/", {"code": shown_code(page, monkeypatch)})
    assert len(done.context["codes"]) == 10
    assert half_in.get("/account/").headers["Location"] == "/account/password/"
    verbs = [row[0] for row in log()]
    assert verbs[-2:] == ["second_factor.added", "recovery_codes.made"]


def test_the_wrong_first_code_adds_nothing(half_in: Browser, newcomer: Officer) -> None:
    half_in.get("/account/app/")
    assert half_in.post("/account/app/", {"code": "000000"}).status_code == 422
    assert not Authenticator.objects.filter(user=newcomer).exists()


def test_a_temporary_password_has_to_be_changed(
    half_in: Browser, newcomer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = half_in.get("/account/app/")
    half_in.post("/account/app/", {"code": shown_code(page, monkeypatch)})
    half_in.post("/account/password/", {"password": PASSWORD, "new_password": NEW})
    assert half_in.get("/account/").status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.check_password(NEW)


def test_a_second_browser_with_the_password_does_not_slip_past(
    half_in: Browser, newcomer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Browser()
    other.post("/sign-in/", {"username": "new.comer", "password": PASSWORD})
    page = half_in.get("/account/app/")
    half_in.post("/account/app/", {"code": shown_code(page, monkeypatch)})
    assert other.get("/account/app/").headers["Location"] == "/sign-in/"
    assert other.get("/account/").headers["Location"].startswith("/sign-in/")


def test_secrets_lie_sealed_in_the_table(
    half_in: Browser, newcomer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = half_in.get("/account/app/")
    half_in.post("/account/app/", {"code": shown_code(page, monkeypatch)})
    secret = page.context["secret"].replace(" ", "")
    app = Authenticator.objects.get(user=newcomer, type="totp")
    recovery = Authenticator.objects.get(user=newcomer, type="recovery_codes")
    assert secret not in str(app.data)
    assert DeskMFAAdapter().decrypt(app.data["secret"]) == secret
    assert len(DeskMFAAdapter().decrypt(recovery.data["seed"])) == 80
    assert DeskMFAAdapter().decrypt(recovery.data["seed"]) not in str(recovery.data)

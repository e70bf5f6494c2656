"""Single sign-on: the provider says who it is, our own second factor and key stay."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from plainsight.people.models import SingleSignOn, UnlockedSession
from plainsight.people.services.officers import suspend_officer
from tests.cast import Browser, Cast, code
from tests.people.conftest import Log
from tests.people.provider import ANOTHER_KEY, CLIENT, SECRET, OwnProvider, own_provider


@pytest.fixture
def provider(settings: Any) -> Iterator[OwnProvider]:
    with own_provider() as running:
        settings.OIDC_ISSUER, settings.OIDC_CLIENT = running.issuer, CLIENT
        settings.OIDC_SECRET = SECRET
        yield running


def there(browser: Browser, provider: OwnProvider) -> str:
    """Go to the provider and sign in there; return where it sends the browser back to."""
    answer = browser.get("/sign-in/single/?next=/reports/")
    assert answer.status_code == 302
    back = provider.authorised(answer.headers["Location"])
    return back.removeprefix("http://testserver")


def test_who_is_vouched_for_gives_their_own_code_and_is_in(
    browser: Browser, cast: Cast, provider: OwnProvider, log: Log
) -> None:
    assert "Sign in with your force account" in browser.get("/sign-in/").text
    page = browser.get(there(browser, provider))
    assert "/sign-in/code/?next=%2Freports%2F" in page.text
    assert browser.get("/account/").status_code == 302, "the provider's word alone opens nothing"
    answer = browser.post("/sign-in/code/?next=/reports/", {"code": code()})
    assert answer.headers["Location"] == "/reports/"
    assert browser.get("/account/").status_code == 200
    verbs = [row[0] for row in log()]
    assert verbs == ["single_sign_on.linked", "session.started"]


def test_the_key_stays_closed(browser: Browser, cast: Cast, provider: OwnProvider) -> None:
    browser.get(there(browser, provider))
    browser.post("/sign-in/code/", {"code": code()})
    assert browser.get("/account/").status_code == 200
    assert not UnlockedSession.objects.exists()


def test_a_factor_that_the_settings_trust_is_enough(
    browser: Browser, cast: Cast, provider: OwnProvider, settings: Any
) -> None:
    provider.person["amr"] = ["pwd", "mfa"]
    browser.get(there(browser, provider))
    assert browser.get("/account/").status_code == 302, "nothing is trusted unless the settings say"
    settings.OIDC_FACTOR = "mfa"
    browser.get(there(browser, provider))
    assert browser.get("/account/").status_code == 200


def test_after_the_first_time_only_the_subject_counts(
    browser: Browser, cast: Cast, provider: OwnProvider
) -> None:
    browser.get(there(browser, provider))
    assert SingleSignOn.objects.get().officer == cast.triage_officer
    provider.person = {"sub": "u-2", "preferred_username": "amara.okafor"}
    answer = browser.get(there(browser, provider))
    assert answer.status_code == 403
    assert "There is no account here for you" in answer.text
    provider.person = {"sub": "u-1", "preferred_username": "renamed"}
    assert browser.get(there(browser, provider)).status_code == 200


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "u-9", "preferred_username": "nobody.here"},
        {"sub": "u-9"},
        {"sub": "u-9", "preferred_username": ""},
    ],
)
def test_nobody_is_made_an_officer(
    browser: Browser, cast: Cast, provider: OwnProvider, person: dict[str, str], log: Log
) -> None:
    provider.person = person
    assert browser.get(there(browser, provider)).status_code == 403
    assert not SingleSignOn.objects.exists()
    assert [row[0] for row in log()] == ["session.refused"]


def test_a_name_with_the_forces_domain_is_the_username_before_it(
    browser: Browser, cast: Cast, provider: OwnProvider, settings: Any
) -> None:
    settings.OIDC_CLAIM = "upn"
    cast.colleague.email = "amara.okafor@northmarch.example.org"
    cast.colleague.save()
    provider.person = {"sub": "u-1", "upn": "Amara.Okafor@northmarch.example.org"}
    assert browser.get(there(browser, provider)).status_code == 200
    assert SingleSignOn.objects.get().officer == cast.triage_officer


def test_a_provider_that_describes_itself_in_part_is_said_to_be_away(
    browser: Browser, cast: Cast, provider: OwnProvider
) -> None:
    provider.wrong = {"missing": "authorization_endpoint"}
    assert browser.get("/sign-in/single/").status_code == 502


def test_a_suspended_officer_is_not_let_in(
    browser: Browser, cast: Cast, provider: OwnProvider
) -> None:
    browser.get(there(browser, provider))
    suspend_officer(cast.triage_officer)
    assert browser.get(there(browser, provider)).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"iss": "https://elsewhere.example.org"},
        {"aud": "another-program"},
        {"aud": ["plainsight-desk", "another"], "azp": "another"},
        {"exp": int(time.time()) - 120},
        {"nonce": None},
        {"sub": None},
        {"exp": None},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_visit_is_refused(
    browser: Browser, cast: Cast, provider: OwnProvider, wrong: dict[str, Any]
) -> None:
    provider.wrong = {"claims": wrong}
    answer = browser.get(there(browser, provider))
    assert answer.status_code == 403
    assert "does not prove who you are" in answer.text
    assert not SingleSignOn.objects.exists()


def test_a_token_under_another_key_is_refused(
    browser: Browser, cast: Cast, provider: OwnProvider
) -> None:
    provider.key = ANOTHER_KEY
    assert browser.get(there(browser, provider)).status_code == 403


def test_an_answer_of_another_visit_or_a_second_time_is_refused(
    browser: Browser, cast: Cast, provider: OwnProvider
) -> None:
    back = there(browser, provider)
    assert browser.get(back.replace("state=", "state=x")).status_code == 403
    assert browser.get(back).status_code == 403, "the cookie went with the first answer"
    back = there(browser, provider)
    assert browser.get(back).status_code == 200
    assert browser.get(back).status_code == 403
    assert browser.get("/sign-in/single/back/?error=access_denied").status_code == 403


def test_a_provider_that_is_away_or_another_is_said_so(
    browser: Browser, cast: Cast, provider: OwnProvider, settings: Any
) -> None:
    provider.wrong = {"described": "https://elsewhere.example.org"}
    assert browser.get("/sign-in/single/").status_code == 502
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    answer = browser.get("/sign-in/single/")
    assert answer.status_code == 502
    assert "use your password" in answer.text


def test_without_a_provider_there_is_no_such_page(browser: Browser, cast: Cast) -> None:
    assert browser.get("/sign-in/single/").status_code == 404
    assert "force account" not in browser.get("/sign-in/").text

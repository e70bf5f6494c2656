"""Signing in, unlocking and the idle lock in a real browser, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect, sync_playwright

from plainsight.core.clock import now
from plainsight.core.database.server import PrivateServer
from plainsight.people.models import Passkey, UnlockedSession
from plainsight.people.services.second_factor import make_recovery_codes
from tests.cast import PASSPHRASE, PASSWORD, Cast, cast, code, fresh, keyed_cast
from tests.journeys.headed import until
from tests.people.site import DeskSite
from tools.chromium import CHROMIUM, FLAGS

__all__ = ["cast", "keyed_cast"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TYPED = "Who else was in the van?\nThe second line."


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs a loop in this thread
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, server: PrivateServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DeskSite]:
    running = DeskSite(server, tmp_path_factory.mktemp("desk")).start()
    yield running
    running.stop()


Open = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, site: DeskSite) -> Iterator[Open]:
    """Give a function that opens a page in a browser of its own."""
    opened: list[BrowserContext] = []

    def begin(*, javascript: bool = True) -> Page:
        context = chromium.new_context(base_url=site.url, java_script_enabled=javascript)
        context.set_default_timeout(10_000)
        opened.append(context)
        return context.new_page()

    yield begin
    for context in opened:
        context.close()


def sign_in(page: Page, cast: Cast, *, shown: str | None = None) -> None:
    """Sign in as the triage officer with password and a code."""
    fresh(cast.triage_officer)
    page.goto("/sign-in/?next=/account/")
    page.get_by_label("Username").fill("amara.okafor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Code").fill(shown or code())
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")


def unlock(page: Page) -> None:
    page.goto("/unlock/?next=/account/")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock", exact=True).last.click()
    page.wait_for_url("**/account/")


def add_authenticator(page: Page, *, has_prf: bool = True) -> CDPSession:
    """Give the browser a virtual device with a fingerprint reader that always agrees."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        "hasPrf": has_prf,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devices


def make_passkey(page: Page) -> None:
    page.goto("/account/passkeys/add/")
    page.get_by_label("A name").fill("Station laptop")
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/account/")


@pytest.mark.parametrize("javascript", [True, False])
def test_password_and_code_sign_in(visit: Open, keyed_cast: Cast, javascript: bool) -> None:  # noqa: FBT001 (pytest gives it)
    page = visit(javascript=javascript)
    sign_in(page, keyed_cast)
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    unlock(page)
    page.goto("/ask/")
    expect(page.get_by_role("heading", name="Ask")).to_be_visible()


def test_a_recovery_code_signs_in(visit: Open, keyed_cast: Cast) -> None:
    codes = make_recovery_codes(keyed_cast.triage_officer)
    page = visit()
    sign_in(page, keyed_cast, shown=codes[0])
    expect(page.get_by_text("9 unused codes left.")).to_be_visible()


def test_a_passkey_signs_in_and_unlocks_in_one_touch(visit: Open, keyed_cast: Cast) -> None:
    page = visit()
    add_authenticator(page)
    sign_in(page, keyed_cast)
    unlock(page)
    make_passkey(page)
    expect(page.get_by_text("signs in and unlocks")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")
    page.goto("/sign-in/?next=/ask/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/ask/")
    expect(page.get_by_role("heading", name="Ask")).to_be_visible()
    assert Passkey.objects.get().last_used_at is not None


def test_a_passkey_made_while_locked_learns_to_unlock_later(visit: Open, keyed_cast: Cast) -> None:
    page = visit()
    add_authenticator(page)
    sign_in(page, keyed_cast)
    make_passkey(page)
    assert not Passkey.objects.get().unlocks
    unlock(page)
    page.get_by_role("button", name="Let a passkey unlock too").click()
    expect(page.get_by_text("That passkey now unlocks.")).to_be_visible()
    page.get_by_role("button", name="Lock", exact=True).click()
    expect(page.get_by_text("signs in and unlocks")).to_be_hidden()
    page.get_by_role("button", name="Unlock with a passkey").click()
    expect(page.get_by_text("signs in and unlocks")).to_be_visible()
    assert UnlockedSession.objects.count() == 1


def test_a_passkey_without_prf_signs_in_only(visit: Open, keyed_cast: Cast) -> None:
    page = visit()
    add_authenticator(page, has_prf=False)
    sign_in(page, keyed_cast)
    unlock(page)
    make_passkey(page)
    assert not Passkey.objects.get().unlocks
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile("/unlock/|/$"))


def test_somebody_elses_device_gets_nowhere(visit: Open, keyed_cast: Cast) -> None:
    page = visit()
    add_authenticator(page)
    sign_in(page, keyed_cast)
    make_passkey(page)
    Passkey.objects.all().delete()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("That passkey is not known here.")).to_be_visible()


def test_the_idle_lock_covers_the_page_and_keeps_what_was_typed(
    visit: Open, keyed_cast: Cast
) -> None:
    page = visit()
    page.clock.install()
    sign_in(page, keyed_cast)
    unlock(page)
    page.goto("/ask/")
    page.get_by_label("Question").fill(TYPED)
    page.clock.fast_forward("16:00")
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    expect(page.get_by_label("Question")).to_be_hidden()
    assert page.title() == "Locked"
    assert until(lambda: not UnlockedSession.objects.exists())
    page.get_by_label("Passphrase").fill("wrong kettle")
    page.get_by_role("button", name="Unlock", exact=True).click()
    expect(page.get_by_text("That passphrase does not unlock your key.")).to_be_visible()
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock", exact=True).click()
    expect(page.get_by_label("Question")).to_have_value(TYPED)
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".heard").first).to_contain_text("The second line.")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_form_sent_after_the_lock_comes_through(
    visit: Open,
    keyed_cast: Cast,
    javascript: bool,  # noqa: FBT001 (pytest gives it)
) -> None:
    page = visit(javascript=javascript)
    sign_in(page, keyed_cast)
    unlock(page)
    page.goto("/ask/")
    page.get_by_label("Question").fill(TYPED)
    UnlockedSession.objects.update(touched_at=now() - timedelta(minutes=16))
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock", exact=True).last.click()
    if not javascript:
        page.get_by_role("button", name="Carry on").click()
    expect(page.locator(".heard").first).to_contain_text("The second line.")
    expect(page.locator(".heard").last).to_have_text("second")


def test_a_session_ended_elsewhere_is_over(visit: Open, keyed_cast: Cast) -> None:
    here, there = visit(), visit()
    sign_in(here, keyed_cast)
    sign_in(there, keyed_cast)
    here.goto("/account/")
    expect(here.locator("[data-session]")).to_have_count(2)
    here.get_by_role("button", name="End", exact=True).click()
    expect(here.locator("[data-session]")).to_have_count(1)
    there.goto("/account/")
    expect(there.get_by_role("heading", name="Sign in")).to_be_visible()


def test_one_tab_locks_and_unlocks_the_others(visit: Open, keyed_cast: Cast) -> None:
    first = visit()
    sign_in(first, keyed_cast)
    unlock(first)
    second = first.context.new_page()
    first.goto("/ask/")
    second.goto("/ask/")
    first.get_by_role("button", name="Lock", exact=True).click()
    expect(second.get_by_role("heading", name="Locked")).to_be_visible()
    second.get_by_label("Passphrase").fill(PASSPHRASE)
    second.get_by_role("button", name="Unlock", exact=True).click()
    expect(first.get_by_label("Question")).to_be_visible()

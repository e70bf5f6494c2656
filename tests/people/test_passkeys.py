"""A passkey is both factors and may unlock; anything but a right answer gets nowhere."""

from __future__ import annotations

from typing import Any

import pytest

from plainsight.people.models import Passkey, UnlockedSession
from tests.cast import Browser, Cast
from tests.people.conftest import Log
from tests.people.device import Device


def post(browser: Browser, path: str, sent: dict[str, Any] | None = None) -> Any:
    return browser.post(path, sent or {}, content_type="application/json")


def enrol(browser: Browser, device: Device) -> Any:
    options = post(browser, "/account/passkeys/add/options/").json()
    return post(browser, "/account/passkeys/add/done/", device.make(options))


def sign_in(device: Device, *, browser: Browser | None = None) -> Any:
    browser = browser or Browser()
    options = post(browser, "/sign-in/passkey/options/").json()
    return post(browser, "/sign-in/passkey/?next=/account/", device.show(options))


@pytest.fixture
def device(keyed_cast: Cast, browser: Browser) -> Device:
    """The triage officer's device, enrolled while their key was open."""
    device = Device()
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    assert enrol(browser, device).json() == {"next": "/account/"}
    device.count += 1
    return device


def test_enrolling_asks_for_verification_and_prf(keyed_cast: Cast, browser: Browser) -> None:
    browser.sign_in(keyed_cast.triage_officer)
    options = post(browser, "/account/passkeys/add/options/").json()["publicKey"]
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert set(options["extensions"]) == {"prf"}
    use = post(Browser(), "/sign-in/passkey/options/").json()["publicKey"]
    assert use["userVerification"] == "required"
    assert use["extensions"] == options["extensions"]
    assert "allowCredentials" not in use, "nobody learns whose passkeys there are"


def test_one_touch_signs_in_and_unlocks(device: Device, keyed_cast: Cast, log: Log) -> None:
    browser = Browser()
    assert sign_in(device, browser=browser).json() == {"next": "/account/"}
    assert browser.get("/ask/").status_code == 200
    who, passkey = keyed_cast.triage_officer.id, str(Passkey.objects.get().id)
    assert log()[-2:] == [
        ("session.started", who, "officer", who, {"factor": "passkey"}),
        ("key.unlocked", who, "officer", who, {"method": "passkey", "passkey": passkey}),
    ]


def test_without_the_right_prf_it_only_signs_in(device: Device) -> None:
    device.prf = bytes(32)
    browser = Browser()
    assert sign_in(device, browser=browser).status_code == 200
    assert browser.get("/account/").status_code == 200
    assert browser.get("/ask/").headers["Location"].startswith("/unlock/")


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "http://testserver:81"},
        {"host": "elsewhere.example"},
        {"is_verified": False},
        {"count": 1},  # a copy of the device is behind it
    ],
)
def test_a_lying_device_gets_nowhere(device: Device, lie: dict[str, Any], log: Log) -> None:
    for name, value in lie.items():
        setattr(device, name, value)
    browser = Browser()
    assert sign_in(device, browser=browser).status_code == 400
    assert browser.get("/account/").status_code == 302
    assert log()[-1] == ("session.refused", None, "officer", None, {"step": "passkey"})


def test_another_device_and_a_repeated_answer_get_nowhere(device: Device) -> None:
    assert sign_in(Device()).status_code == 400
    browser = Browser()
    options = post(browser, "/sign-in/passkey/options/").json()
    answer = device.show(options)
    assert post(browser, "/sign-in/passkey/", answer).status_code == 200
    assert post(Browser(), "/sign-in/passkey/", answer).status_code == 400
    assert post(Browser(), "/sign-in/passkey/", {"credential": []}).status_code == 400


def test_a_suspended_officers_passkey_is_dead(device: Device, keyed_cast: Cast) -> None:
    from plainsight.people.services import suspend_officer

    suspend_officer(keyed_cast.triage_officer)
    assert sign_in(device).status_code == 400


def test_a_colleagues_passkey_unlocks_nothing_of_mine(device: Device, keyed_cast: Cast) -> None:
    browser = Browser().sign_in(keyed_cast.colleague)
    options = post(browser, "/unlock/passkey/options/").json()
    assert post(browser, "/unlock/passkey/", device.show(options)).status_code == 400
    assert UnlockedSession.objects.filter(officer=keyed_cast.colleague).count() == 0


def test_removing_a_passkey_ends_what_it_could_do(device: Device, browser: Browser) -> None:
    passkey = Passkey.objects.get()
    assert browser.post(f"/account/passkeys/{passkey.id}/remove/").status_code == 302
    assert not Passkey.objects.exists()
    assert sign_in(device).status_code == 400


def test_nobody_removes_a_colleagues_passkey(device: Device, keyed_cast: Cast, log: Log) -> None:
    browser = Browser().sign_in(keyed_cast.colleague)
    before = len(log())
    path = f"/account/passkeys/{Passkey.objects.get().id}/remove/"
    assert browser.post(path).status_code == 404
    assert Passkey.objects.exists()
    assert len(log()) == before

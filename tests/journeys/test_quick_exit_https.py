"""The quick exit as people meet it, over https: history, Back, and pages kept for Back.

Cookies, HSTS and what a browser keeps differ between http and https, so the parts that concern
them are shown here once more, with certificates that the test's browsers trust.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from django.conf import settings

from plainsight.core.database.server import PrivateServer
from tests.journeys.certificates import Authority
from tests.journeys.destination import TITLE, Destination
from tests.journeys.door import Door
from tests.journeys.headed import Display, until
from tests.journeys.ports import free_port
from tests.journeys.secure import Secure
from tests.journeys.site import Site
from tests.journeys.team import TeamKey
from tests.journeys.walking import Opener, at, press, stands, to_the_story, typed

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXT = "return [...document.querySelectorAll('textarea')].map(one => one.value).join()"


@dataclass
class Https:
    """A site and its destination behind TLS."""

    origin: str
    exit_url: str
    authority: Authority
    door: Door
    there: Destination


@pytest.fixture(scope="module")
def standing_https(
    server: PrivateServer,
    django_db_setup: None,
    team_key: TeamKey,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Https]:
    authority = Authority(tmp_path_factory.mktemp("certificates"))
    there, behind = Destination(), free_port()
    door = Door(behind)
    outer = [Secure(door.port, authority.context), Secure(there.port, authority.context)]
    origin, exit_url = f"https://127.0.0.1:{outer[0].port}", f"https://localhost:{outer[1].port}/"
    site = Site(
        database=server.url("public"),
        data=settings.DATA,
        team=team_key.fingerprint,
        origin=origin,
        port=behind,
        exit_url=exit_url,
    )
    site.start()
    yield Https(origin, exit_url, authority, door, there)
    site.stop()
    for one in outer:
        one.close()
    door.close()
    there.die()


@pytest.fixture
def https(standing_https: Https, team_key: TeamKey, django_db_blocker: Any) -> Https:
    standing_https.door.open_wide()
    standing_https.there.recover()
    with django_db_blocker.unblock():
        team_key.publish()
    return standing_https


def test_one_escape_leaves_one_entry_and_nothing_of_ours(
    https: Https, headed: Opener, display: Display
) -> None:
    browser = headed(trusting=https.authority)
    browser.open(https.exit_url + "?before")
    assert at(browser, TITLE)
    to_the_story(browser, display, https.origin)
    typed(browser, display, "six men")
    press(browser, "button[value=on]", f"{https.origin}/r/v/")
    press(browser, "button[value=back]", f"{https.origin}/r/a/")
    assert browser.run(TEXT) == "six men", "the draft is there, by its cookie"
    https.there.recover()
    display.press("Escape")
    assert at(browser, TITLE)
    assert until(lambda: "POST /leave/" in https.door.asked)
    assert not [asked for asked in https.there.requests if "referer:" in asked.lower()]
    display.press("alt+Left")
    assert until(lambda: browser.url().endswith("?before"))
    browser.open(f"{https.origin}/r/a/")
    assert until(functools.partial(stands, browser, f"{https.origin}/r/")), "the cookie is gone"


@pytest.mark.parametrize("leaving", [False, True])
def test_a_page_kept_for_back_has_forgotten_its_text_once_another_tab_left(
    https: Https,
    headed: Opener,
    display: Display,
    record_testsuite_property: Callable[[str, object], None],
    *,
    leaving: bool,
) -> None:
    browser = headed(trusting=https.authority)
    to_the_story(browser, display, https.origin)
    typed(browser, display, "six men")
    browser.run("window.isKept = true")
    browser.open(https.exit_url + "?by-address")
    assert at(browser, TITLE)
    if leaving:
        browser.new_tab(f"{https.origin}/contact/")
        assert until(functools.partial(stands, browser, f"{https.origin}/contact/"))
        display.click()
        display.press("Escape")
        assert at(browser, TITLE)
        browser.tab(0)
    display.press("alt+Left")
    assert until(lambda: TITLE not in browser.title())
    assert until(lambda: browser.run("return document.readyState") == "complete")
    is_kept = browser.run("return window.isKept === true")
    case = "after an exit" if leaving else "without one"
    record_testsuite_property(f"{browser.name} kept our page for Back {case}", is_kept)
    if leaving:
        assert "six men" not in str(browser.run(TEXT))
        assert browser.url() in {f"{https.origin}/r/", https.exit_url}, "the draft is gone"


def test_a_page_kept_for_back_that_was_being_left_leaves_again(
    https: Https, headed: Opener, display: Display
) -> None:
    browser = headed(trusting=https.authority)
    to_the_story(browser, display, https.origin)
    typed(browser, display, "six men")
    display.press("Escape")
    assert at(browser, TITLE)
    display.press("alt+Left", "alt+Right", "alt+Left")
    assert not until(lambda: "Form" in browser.title(), seconds=2)
    assert "six men" not in str(browser.run(TEXT))


def test_the_answers_say_that_only_https_is_spoken_here(https: Https) -> None:
    answer = httpx.get(f"{https.origin}/r/", verify=https.authority.client)
    assert "max-age=" in answer.headers["strict-transport-security"]
    assert answer.headers["cache-control"] == "no-store"

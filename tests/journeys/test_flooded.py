"""Whose network is being flooded loses nothing that they typed, with scripts and without."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from plainsight.config.serving.pace import PACES
from plainsight.config.serving.slowing import MOST_OF_A_NETWORK
from plainsight.core.database.server import PrivateServer
from tests.journeys.ports import free_port
from tests.journeys.reporter import press
from tests.journeys.site import Site
from tests.journeys.team import TeamKey

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HERE = {"X-Forwarded-For": "203.0.113.7"}
CODE = "7K3M-9QXT-2RVB-8WNA-5HJD"
MANY = PACES["code"].network.at_once + MOST_OF_A_NETWORK + 40


class Flood:
    """Sends codes from one network as fast as they are answered, until it ends."""

    def __init__(self, origin: str) -> None:
        """Begin, and return once somebody was refused."""
        self.origin = origin
        self._over, self._refused = threading.Event(), threading.Event()
        self._people = ThreadPoolExecutor(MANY)
        limits = httpx.Limits(max_connections=MANY)
        self._line = httpx.Client(limits=limits, timeout=60, headers=HERE | {"Origin": origin})
        for _ in range(MANY):
            self._people.submit(self._send)
        assert self._refused.wait(40)

    def end(self) -> None:
        """Send no more, and wait for the last answers."""
        self._over.set()
        self._people.shutdown()
        self._line.close()

    def _send(self) -> None:
        while not self._over.is_set():
            answer = self._line.post(f"{self.origin}/m/", data={"code": CODE})
            if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
                self._refused.set()
                self._over.wait(0.2)


@pytest.fixture
def flooded(
    server: PrivateServer, django_db_setup: None, team_key: TeamKey, django_db_blocker: Any
) -> Iterator[Flood]:
    """A site that is sent more codes from one network than it takes."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    site = Site(
        database=server.url("public"),
        data=settings.DATA,
        team=team_key.fingerprint,
        origin=origin,
        port=port,
        exit_url="http://localhost:9/",
    )
    site.start(PLAINSIGHT_PROXIES="127.0.0.1")
    with django_db_blocker.unblock():
        team_key.publish()
    flood = Flood(origin)
    yield flood
    flood.end()
    site.stop()


def typing(browser: Browser, origin: str, *, scripts: bool) -> Page:
    """Open the page of the messages in that network, and type a code."""
    context = browser.new_context(java_script_enabled=scripts, extra_http_headers=HERE)
    page = context.new_page()
    page.goto(f"{origin}/m/")
    page.locator("[name=code]").fill(CODE)
    press(page, "Continue")
    return page


def test_with_scripts_the_page_stays_with_what_was_typed(flooded: Flood, headless: Browser) -> None:
    page = typing(headless, flooded.origin, scripts=True)
    expect(page.locator("#say")).to_contain_text("What you typed is still here", timeout=20_000)
    expect(page.locator("[name=code]")).to_have_value(CODE)
    page.context.close()


def test_without_scripts_the_answer_holds_what_was_typed_and_sends_it_again(
    flooded: Flood, headless: Browser
) -> None:
    page = typing(headless, flooded.origin, scripts=False)
    expect(page.locator("h1")).to_have_text("This was not sent: we are very busy", timeout=20_000)
    expect(page.locator("[name=code]")).to_have_value(CODE)
    expect(page.get_by_role("link", name="Leave this site")).to_have_attribute("href", "/leave/")
    flooded.end()
    press(page, "Send it again")
    expect(page.locator(".errors")).to_contain_text("We cannot open anything with that code")
    expect(page.locator("[name=code]")).to_have_value(CODE)
    page.context.close()

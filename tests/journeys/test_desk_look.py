"""Every page of the desk that a role has: found well by axe, and never wider than its window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility import findings, overflows
from tests.contracts import urls
from tests.journeys.desk import Desk
from tests.looking import DESKTOP, FORCED, PHONE
from tests.running import demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OK, BROKEN = 200, 500
# Nothing to look at: streams, answers to scripts, and the way in, which test_sign_in walks.
LEFT_OUT = ("/live/", "/reports/news/", "/sign-in/", "/account/passkeys/", "/unlock/")
OF_A_REPORT = ("", "consultations/", "access/")
STAFF = ("amara.okafor", "ruth.pennant", "priya.lowe", "mina.harrow", "ines.duarte", "gwen.ashby")


@pytest.fixture(scope="module")
def desk(headless: Browser) -> Iterator[Desk]:
    """A whole system of its own, and a browser before it."""
    with TemporaryDirectory(prefix="plainsight-look-") as made, demo(Path(made) / "data") as up:
        yield Desk(headless, up)


@pytest.mark.parametrize("who", STAFF)
def test_every_page_of_a_role_holds_in_every_sight(desk: Desk, who: str) -> None:
    page = desk.officer(who, unlocked=who not in {"ines.duarte", "gwen.ashby"})
    wrong, seen = [], []
    for path in [*_pages(), *_of_a_report(page), *_of_intelligence(page), *_of_records(page)]:
        answer = page.goto(path)
        assert answer is None or answer.status < BROKEN, path
        if answer is None or answer.status != OK or page.url != desk.running.desk + path:
            continue  # not theirs, or it leads elsewhere
        seen.append(path)
        for sight in (PHONE, DESKTOP, FORCED):
            sight.take(page)
            wrong += [f"{path} {sight.name}: {one}" for one in findings(page)]
            if overflows(page):
                wrong.append(f"{path} {sight.name}: wider than the window")
    assert not wrong
    assert len(seen) > 3, seen


def _pages() -> list[str]:
    """Return the addresses that give anybody a page, as the table of addresses has it."""
    return [
        path
        for path, (asked, _sent) in urls.DESK.items()
        if "<" not in path and not path.startswith(LEFT_OUT) and str(OK) in asked.split()
    ]


def _of_intelligence(page: Page) -> list[str]:
    """Return the addresses of the intelligence that is listed for the officer."""
    page.goto("/intelligence/")
    links = page.locator("main li a[href^='/intelligence/']")
    return [str(one.get_attribute("href")) for one in links.all()]


def _of_records(page: Page) -> list[str]:
    """Return the pages of the first two records that a search finds, alone and side by side."""
    answer = page.goto("/records/")
    if answer is None or answer.status != OK or not page.locator("[name=words]").count():
        return []
    page.locator("main [name=words]").fill("Velsh")
    page.get_by_role("button", name="Search").click()
    found = page.locator("main li a[href^='/records/']")
    links = list(dict.fromkeys(str(one.get_attribute("href")) for one in found.all()))
    first, *others = [one for one in links if one.count("/") == 3]
    beside = [f"{first}with/{one.removeprefix('/records/')}" for one in others[:1]]
    return [first, f"{first}link/", *beside, "/records/new/person/", "/records/new/location/"]


def _of_a_report(page: Page) -> list[str]:
    """Return the pages of a report that was triaged, where somebody sees the queue."""
    answer = page.goto("/reports/?pile=closed")
    if answer is None or answer.status != OK:
        return []
    first = page.locator("tbody a[href^='/reports/']").first.get_attribute("href") or ""
    return [first + part for part in OF_A_REPORT]

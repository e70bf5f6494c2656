"""The queue in a real browser: the live count, the keyboard, the loud alarm, and how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect

from plainsight.core.database.server import private_url
from tests.accessibility import findings, overflows
from tests.journeys.conftest import headless, player
from tests.journeys.desk import Desk, report
from tests.running import demo

__all__ = ["headless", "player"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
OFFICER = "amara.okafor"
DASH = "\N{EN DASH}"
SOUNDED = "Number(localStorage.getItem('plainsight-sounded') || 0)"
ADDRESSES = ("/reports/", "/reports/?pile=all&danger_now=on&language=en&order=oldest")


@pytest.fixture(scope="module")
def desk(headless: Browser) -> Iterator[Desk]:
    """A whole system of its own, and a browser before it."""
    with TemporaryDirectory(prefix="plainsight-bell-") as made, demo(Path(made) / "data") as up:
        yield Desk(headless, up)


def change(desk: Desk, standing: bytes) -> None:
    """Change where reports stand, and ring the bell."""
    with psycopg.connect(private_url(desk.running.data, "superuser"), autocommit=True) as database:
        database.execute(b"UPDATE triage_standing SET " + standing)
        database.execute("NOTIFY plainsight_desk")


def queue(desk: Desk, query: str = "", **options: Any) -> Page:
    page = desk.officer(OFFICER, unlocked=False, **options)
    page.goto(f"/reports/{query}")
    return page


def test_what_has_come_is_counted_and_shown_when_asked_for_and_not_before(desk: Desk) -> None:
    page = queue(desk)
    page.evaluate("window.stayed = true")
    page.wait_for_timeout(1_000)  # the stream must stand before something comes
    before = page.locator("[data-report]").count()
    report(desk.reporter(), "Six men behind the car wash.")
    expect(page.locator("[data-bell]")).to_contain_text("1 new.")
    report(desk.reporter(), "A seventh.")
    expect(page.locator("[data-bell]")).to_contain_text("2 new.")
    assert page.evaluate("window.stayed") is True
    assert page.locator("[data-report]").count() == before
    page.get_by_role("link", name="Show them").click()
    expect(page.locator("[data-report]")).to_have_count(before + 2)
    expect(page.locator("[data-bell]")).to_be_empty()


def test_a_view_in_which_nothing_has_come_says_nothing(desk: Desk) -> None:
    page, other = queue(desk, "?pile=closed"), queue(desk)
    page.wait_for_timeout(1_000)
    report(desk.reporter(), "Behind the mill.")
    expect(other.locator("[data-bell]")).to_contain_text("1 new.")
    expect(page.locator("[data-bell]")).to_be_empty()


def test_the_arrow_keys_move_among_the_reports_and_enter_opens_one(desk: Desk) -> None:
    page = queue(desk)
    expect(page.get_by_text("Arrow keys move between the reports")).to_be_visible()
    links = page.locator(".ps-queue__reference")
    links.first.focus()
    for key, where in (
        ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", links.count() - 1),
        ("ArrowDown", links.count() - 1), ("Home", 0), ("ArrowUp", 0), ("ArrowDown", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        expect(links.nth(where)).to_be_focused()
    address = links.nth(1).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/unlock/" in url and unquote(url).endswith(f"next={address}"))


def test_an_alarm_grows_loud_on_an_open_page_and_can_be_silenced_not_stopped(desk: Desk) -> None:
    change(desk, b"alarm_since = NULL")
    page = desk.officer(OFFICER, unlocked=False)
    page.goto("/account/")
    title = page.title()
    page.mouse.click(5, 5)  # a browser sounds after a touch
    expect(page.locator("[data-alarms]")).to_be_empty()
    page.wait_for_timeout(1_000)
    change(desk, b"alarm_since = now() WHERE state = 'new'")
    expect(page.locator("[data-alarms]")).to_contain_text("has come in")
    assert page.title() == title
    assert page.evaluate(SOUNDED) == 0
    change(desk, b"alarm_since = now() - interval '2 minutes' WHERE state = 'new'")
    expect(page).to_have_title(f"Alarm {DASH} {title}")
    page.wait_for_function(f"{SOUNDED} > 0")
    page.get_by_role("button", name="Silence the sound for five minutes").click()
    assert page.evaluate("localStorage.getItem('plainsight-silent-until') - Date.now()") <= 300_000
    expect(page.locator("[data-silence]")).to_be_hidden()
    expect(page.locator("[data-alarms]")).to_contain_text("For two minutes nobody")
    change(desk, b"alarm_since = NULL")
    expect(page).to_have_title(title)
    expect(page.locator("[data-alarms]")).to_be_empty()
    assert page.evaluate("localStorage.getItem('plainsight-silent-until')") is None


def test_the_alarm_falls_due_by_the_clock_when_no_bell_rings(desk: Desk) -> None:
    change(desk, b"alarm_since = NULL")
    page = desk.officer(OFFICER, unlocked=False)
    page.clock.install()
    page.route("**/live/", lambda route: route.abort())
    page.goto("/account/")
    expect(page.locator("[data-alarms]")).to_be_empty()
    with psycopg.connect(private_url(desk.running.data, "superuser"), autocommit=True) as database:
        database.execute("UPDATE triage_standing SET alarm_since = now() - interval '9 minutes'")
    page.clock.run_for(31_000)
    expect(page).to_have_title(f"Alarm {DASH} Your account {DASH} Plainsight")
    change(desk, b"alarm_since = NULL")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "look", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
)
def test_the_queue_can_be_read_and_pressed_in_every_look(
    desk: Desk, width: int, look: dict[str, str]
) -> None:
    for address in ADDRESSES:
        page = queue(desk, address.partition("/reports/")[2], width=width, **look)
        for summary in page.locator("summary").all():
            summary.click()
        assert findings(page) == []
        assert not overflows(page)
        page.close()

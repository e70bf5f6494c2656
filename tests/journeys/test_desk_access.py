"""Every page of the desk as axe sees it, on a phone and on a desk, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility import findings, overflows
from tests.journeys.desk import Desk
from tests.running import demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]
READERS = ["/reports/", "/reports/?pile=all", "/team/", "/account/", "/nowhere/", "/log/"]


@pytest.fixture(scope="module")
def desk(headless: Browser) -> Iterator[Desk]:
    with TemporaryDirectory(prefix="plainsight-axe-") as made, demo(Path(made) / "data") as up:
        yield Desk(headless, up)


def problems(page: Page, where: str) -> list[str]:
    """What is wrong with a page at each width and in each scheme."""
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{where} {width}: wider than its window"] if overflows(page) else []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{where} {width} {scheme}: {one}" for one in findings(page)]
    return found


def test_the_door_has_no_finding(desk: Desk) -> None:
    page = desk.open().new_page()
    page.goto("/sign-in/")
    assert problems(page, "/sign-in/") == []


def test_an_officers_pages_have_no_finding(desk: Desk) -> None:
    page = desk.officer("amara.okafor", unlocked=False)
    page.goto("/reports/")
    found = problems(page, "locked list")
    page.goto("/unlock/")
    found += problems(page, "/unlock/")
    page.get_by_label("Passphrase").fill(desk.running.value("passphrase"))
    page.get_by_role("main").get_by_role("button", name="Unlock", exact=True).click()
    page.wait_for_url("**/reports/")
    for path in READERS:
        page.goto(path)
        found += problems(page, path)
    assert found == []


def test_an_opened_report_has_no_finding_in_any_state(desk: Desk) -> None:
    page = desk.officer("tom.hale")
    page.goto("/reports/?pile=opened")
    addresses = page.eval_on_selector_all(".ps-queue a", "all => all.map(one => one.href)")
    found: list[str] = []
    for address in addresses[:6]:
        page.goto(address)
        found += problems(page, "report")
    page.get_by_role("button", name="Send").click()
    found += problems(page, "report with mistakes")
    show = page.get_by_role("button", name="Show the contact details")
    for address in addresses:
        page.goto(address)
        if show.count():
            show.click()
            found += problems(page, "report whose rule was not ticked")
            page.get_by_label("I have read what is safe").check()
            show.click()
            page.get_by_text("Where to").wait_for()
            found += problems(page, "report with contact")
            break
    else:
        pytest.fail("the demo has no report with contact details")
    assert found == []


def test_a_viewing_copy_has_no_finding_shut_or_open(desk: Desk) -> None:
    page = desk.officer("ruth.pennant")
    with_picture(page)
    page.get_by_role("button", name="Make a viewing copy").first.click()
    found = problems(page, "copy")
    page.get_by_text("Show it clearly, in grey").click()
    page.get_by_text("This may show child abuse").click()
    found += problems(page, "copy, open")
    assert found == []


def test_a_locked_file_has_no_finding_for_those_who_may_look_and_those_who_may_not(
    desk: Desk,
) -> None:
    page = desk.officer("ruth.pennant")
    address = with_picture(page)
    page.get_by_text("This may show child abuse").first.click()
    found = problems(page, "about to lock")
    page.get_by_role("button", name="Lock the file").first.click()
    found += problems(page, "locked")
    page = desk.officer("priya.lowe")
    page.goto(address)
    page.get_by_text("Lift the lock of file 1").click()
    found += problems(page, "locked, for the one who may look")
    assert found == []


def with_picture(page: Page) -> str:
    """Open the first report with a picture that can be copied; return its address."""
    page.goto("/reports/?pile=all")
    addresses = page.eval_on_selector_all(".ps-queue a", "all => all.map(one => one.href)")
    for address in addresses:
        page.goto(address)
        shown = (
            page.locator("#files ~ ol").inner_text() if page.locator("#files ~ ol").count() else ""
        )
        if "image/" in shown and "Locked" not in shown:
            return str(address)
    pytest.fail("the demo has no report with a picture")


def test_the_auditors_log_has_no_finding(desk: Desk) -> None:
    page = desk.officer("ines.duarte", unlocked=False)
    page.goto("/log/")
    found = problems(page, "/log/")
    page.goto("/log/?day=soon")
    found += problems(page, "/log/ with a mistake")
    assert found == []

"""An officer looks at a picture, locks it, is alarmed: in a browser, by key, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.desk import Desk, report
from tests.running import demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ALARM = "A report with danger now, or from somebody under 18, has come in."


@pytest.fixture(scope="module")
def desk(headless: Browser) -> Iterator[Desk]:
    with TemporaryDirectory(prefix="plainsight-files-") as made, demo(Path(made) / "data") as up:
        yield Desk(headless, up)


def opened(page: Page) -> None:
    """Open the report that came with danger now and the picture of a van."""
    page.goto("/reports/?pile=all")
    rows = page.locator("tr.ps-queue__row--danger_now a")
    for address in rows.evaluate_all("all => all.map(one => one.href)"):
        page.goto(address)
        if page.get_by_text("van.jpg").count():
            return
    pytest.fail("the report with the van is not in the queue")


def test_the_alarm_comes_by_itself_and_goes_when_such_reports_are_opened(desk: Desk) -> None:
    page = desk.officer("tom.hale")
    while page.locator(".ps-alarm a").count():  # the demo's own
        page.locator(".ps-alarm a").click()
        rows = page.locator("tr.ps-queue__row--danger_now, tr.ps-queue__row--under_18")
        rows.first.get_by_role("link").click()
        page.goto("/reports/")
    page.goto("/account/")
    title = page.title()
    expect(page.get_by_text(ALARM)).to_have_count(0)
    page.wait_for_timeout(1_000)  # the stream must stand before something comes
    report(desk.reporter(), "They have taken her out of the house.")
    expect(page.get_by_role("alert").get_by_text(ALARM)).to_be_visible()
    assert page.title() == title
    opened(page)
    page.goto("/account/")
    expect(page.get_by_text(ALARM)).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_picture_opens_blurred_and_clears_by_key_also_without_scripts(
    desk: Desk,
    scripts: bool,  # noqa: FBT001 (a case of the table above)
) -> None:
    page = desk.officer("tom.hale", java_script_enabled=scripts)
    opened(page)
    page.get_by_role("button", name="Make a viewing copy").click()
    pictures = page.locator("figure img")
    expect(pictures.first).to_be_visible()
    expect(pictures.last).to_be_hidden()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(pictures.last).to_be_visible()
    expect(pictures.last).to_have_css("filter", "grayscale(1)")
    page.get_by_label("In colour").focus()
    page.keyboard.press("Space")
    expect(pictures.last).to_have_css("filter", "none")


def test_a_locked_file_is_gone_from_every_other_officers_page(desk: Desk) -> None:
    first, second = desk.officer("tom.hale"), desk.officer("amara.okafor")
    opened(first)
    opened(second)
    first.get_by_text("This may show child abuse").click()
    first.get_by_role("button", name="Lock the file").click()
    expect(first.get_by_text("1. Locked")).to_be_visible()
    second.get_by_role("button", name="Make a viewing copy").click()
    expect(second.get_by_text("This file is locked")).to_be_visible()
    expect(second.get_by_text("van.jpg")).to_have_count(0)
    examiner = desk.officer("priya.lowe")
    examiner.goto(second.url)
    with examiner.expect_download():
        examiner.get_by_role("button", name="Ask for the original").click()
    examiner.get_by_text("Lift the lock of file 1").click()
    examiner.get_by_label("Why the lock is lifted").fill("It shows a van.")
    examiner.get_by_role("button", name="Lift the lock").click()
    expect(examiner.get_by_text("The lock is lifted.")).to_be_visible()

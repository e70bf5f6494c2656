"""The pictures of records: found, opened, beside another, on the map, and in sealed text."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.running import Running
from tools.pictures import both, press


def records(page: Page, running: Running) -> None:
    """Look for somebody in another spelling, open them, and hold them against another record."""
    page.goto(f"{running.desk}/records/")
    page.fill("[name=words]", "Dorian Velsch")
    page.click("main form[role=search] button")
    page.wait_for_selector("#found")
    both(page, "desk-records-found", at="#found")
    press(page, "main li a:has(b:text-is('Dorian Velsh'))")
    both(page, "desk-record")
    press(page, "main a:has-text('VELSH')")
    both(page, "desk-records-beside")
    page.goto(f"{running.desk}/records/map/")
    page.fill("[name=place]", "ZE9 9ZZ")
    page.select_option("[name=miles]", "25")
    page.click("main form button")
    page.wait_for_selector("main svg")
    both(page, "desk-records-map", at="#map")
    page.goto(f"{running.desk}/records/")
    page.fill("[name=words]", "sleeping above shops")
    page.click("main form[role=search] button")
    page.wait_for_selector("#found")
    both(page, "desk-records-text", at="#found")

"""Records in a real browser: a report becomes records, and two of one man find each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.desk import Desk
from tests.journeys.keys import go_on
from tests.running import demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def desk(headless: Browser) -> Iterator[Desk]:
    """A whole system of its own, and a browser before it."""
    with TemporaryDirectory(prefix="plainsight-records-") as made, demo(Path(made) / "data") as up:
        yield Desk(headless, up)


def test_an_investigator_decides_who_is_who_by_keyboard_alone(desk: Desk) -> None:
    """Search in another spelling, open, compare, decide; the decision can be taken back."""
    page = desk.officer("leo.strand")
    page.goto("/records/")
    page.get_by_label("What do you look for?").focus()
    page.keyboard.type("Dorian Velsch")
    go_on(page, "Search")
    expect(page.get_by_role("heading", name="2 records")).to_be_visible()
    expect(page.get_by_text("The name is like it: 98 %.")).to_be_visible()
    go_on(page, "Dorian Velsh")
    expect(page.get_by_role("heading", name="Who else it may be")).to_be_visible()
    go_on(page, "Dorjan VELSH")
    expect(page.get_by_text("The date of birth is the same: 12 March 1979.")).to_be_visible()
    go_on(page, "The same")
    expect(page.get_by_text("Decided: the same. It can be taken back.")).to_be_visible()
    go_on(page, "Dorjan VELSH")
    go_on(page, "Leave it open")
    expect(page.get_by_text("Left open.")).to_be_visible()


def test_a_plate_seen_by_two_is_told_to_both_and_drawn(desk: Desk) -> None:
    """The unit sees who is interested and what the van is linked with; the chart says so too."""
    page = desk.officer("leo.strand")
    page.goto("/records/new/vehicle/")
    page.get_by_label("Number plate").fill("zz12abc")
    page.get_by_role("button", name="Save, and see who else it may be").click()
    expect(page.get_by_text("Very likely")).to_be_visible()
    page.get_by_text("Add what is known").click()
    page.get_by_label("What it is").select_option(label="Colour")
    page.get_by_label("As it is known").fill("Dirty white")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="zz12abc Dirty white")).to_be_visible()
    page.get_by_role("link", name="Link it with another record").click()
    page.get_by_label("What do you look for?").fill("Millgate Hand Car Wash")
    page.get_by_role("button", name="Find the other record").click()
    page.get_by_role("button", name="Choose Millgate Hand Car Wash").click()
    page.get_by_label("How they are linked").select_option(label="is used for")
    page.get_by_role("button", name="Link them").click()
    expect(page.get_by_role("link", name="Millgate Hand Car Wash").first).to_be_visible()
    page.get_by_role("button", name="Corroborated").first.click()
    expect(page.get_by_text("Corroborated").first).to_be_visible()
    unit = desk.officer("mina.harrow")
    unit.goto("/records/")
    told = unit.locator("section", has_text="You are told")
    expect(told.get_by_text("Leo Strand saved something that may be this").first).to_be_visible()
    told.get_by_role("link", name="ZZ12 ABC White").first.click()
    expect(unit.get_by_text("is driven by").first).to_be_visible()
    expect(unit.locator("svg.ps-chart")).to_be_visible()


def test_nobody_else_finds_a_protected_worker_and_the_owner_is_told(desk: Desk) -> None:
    """An investigator finds nothing; the worker process tells the unit within the minute."""
    page = desk.officer("leo.strand")
    page.goto("/records/")
    page.get_by_label("What do you look for?").fill("Ilir Gashtan")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Nothing that you may know of fits.")).to_be_visible()
    page.goto("/records/new/person/")
    page.get_by_label("Given name").fill("Ilir")
    page.get_by_label("Surname").fill("Gashtan")
    page.get_by_label("Date of birth").fill("1999")
    page.get_by_role("button", name="Save, and see who else it may be").click()
    expect(page.get_by_text("Nothing else that is stored looks like it.").first).to_be_visible()
    unit = desk.officer("mina.harrow")
    for _try in range(40):
        unit.goto("/records/")
        if unit.get_by_text("may be this protected person").count():
            break
        unit.wait_for_timeout(1_000)
    expect(unit.get_by_text("may be this protected person").first).to_be_visible()

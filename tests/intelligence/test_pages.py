"""The pages, walked by three people: written beside the original, evaluated, read and passed on."""

from __future__ import annotations

import re
from typing import Any

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.intelligence.models import IntelReport, Origin
from plainsight.triage.services import open_report
from tests.cast import Browser
from tests.intelligence.conftest import AsRole, Unit
from tests.reported import Reported

pytestmark = pytest.mark.django_db

GIVEN = {
    "title": "Labour exploitation at a car wash",
    "item_1": "A white van takes six men to a car wash before six each morning.",
    "assessment_1": "A",
    "item_2": "The men owe money to the owner.",
    "assessment_2": "C",
    "source": "2",
    "provenance": "Seen on many mornings.",
    "provenance_assessment": "A",
    "handling": "C",
    "action": "A1",
    "sanitisation": "S2",
    "marking": "official_sensitive",
    "priority": "high",
    "origin": "Robin Example, who lives opposite",
}


def filled(page: Any, **changed: str) -> dict[str, str]:
    """What is sent from a page that was shown: with the id that the page gave."""
    named = re.search(r'name="intel" value="([^"]+)"', page.content.decode())
    assert named
    return {**GIVEN, "intel": named[1], **changed}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_it_is_written_evaluated_read_and_passed_on(unit: Unit, browser: Browser) -> None:
    desk = browser.sign_in(unit.writer, unlocked=True)
    page = desk.get("/intelligence/new/")
    sent = desk.post("/intelligence/new/", filled(page))
    assert sent.status_code == 302
    here = sent["Location"]
    assert "Waits for the unit" in text(desk.get("/intelligence/"))

    desk = browser.sign_in(unit.evaluator, unlocked=True)
    shown = desk.get(here)
    assert "[2AC A1 S2]" in text(shown)
    assert "Robin" not in text(shown)
    grades = {name: GIVEN[name] for name in ("handling", "action", "sanitisation", "marking")}
    grades |= {"source": "1", "priority": "high", "version": "1"}
    grades |= {"assessment_1": "A", "assessment_2": "B", "note": "A visit supports it."}
    assert desk.post(f"{here}accept/", grades | {"action": ""}).status_code == 422
    assert desk.post(f"{here}accept/", grades).status_code == 302
    assert "[1BC A1 S2]" in text(desk.get(here))
    assert "Robin Example" in text(desk.post(f"{here}origin/", {"why": "To ask for the day"}))
    assert desk.post(f"{here}origin/", {"why": ""}).status_code == 422
    passed = {"to": "Fire and rescue", "what": "Item 1", "why": "A visit", "authority": "DI Ash"}
    assert desk.post(f"{here}disclose/", passed).status_code == 422
    assert desk.post(f"{here}disclose/", passed | {"is_asked": "on"}).status_code == 302

    desk = browser.sign_in(unit.investigator, unlocked=True)
    shown = desk.get(here)
    assert "Authority: DI Ash" in text(shown)
    assert "Where it came from" not in text(shown)
    assert desk.post(f"{here}origin/", {"why": "x"}).status_code == 404
    assert desk.post(f"{here}nonsense/", {}).status_code == 404


def test_what_could_lead_to_the_source_is_shown_and_a_person_decides(
    unit: Unit, browser: Browser
) -> None:
    desk = browser.sign_in(unit.writer, unlocked=True)
    page = desk.get("/intelligence/new/")
    hinting = filled(page, item_2="Robin says that the men owe money.")
    answer = desk.post("/intelligence/new/", hinting)
    assert answer.status_code == 422
    assert "This could lead to the source" in text(answer)
    assert "“Robin”" in text(answer)
    assert "who lives opposite" in text(answer), "nothing that was typed is lost"
    assert not IntelReport.objects.exists()
    assert desk.post("/intelligence/new/", hinting | {"is_checked": "on"}).status_code == 302


def test_what_contradicts_itself_comes_back_with_all_that_was_typed(
    unit: Unit, browser: Browser
) -> None:
    desk = browser.sign_in(unit.writer, unlocked=True)
    page = desk.get("/intelligence/new/")
    for changed, words in (
        ({"handling": "P"}, "Conditions belong to handling code C."),
        ({"assessment_2": ""}, "Assess this item, A to E."),
        ({"item_1": "", "item_2": "", "assessment_1": "", "assessment_2": ""}, "at least one item"),
        ({"title": ""}, "Give it a title"),
        ({"intelligence_on": "2099-01-01"}, "not later than today"),
    ):
        answer = desk.post("/intelligence/new/", filled(page, **changed))
        assert answer.status_code == 422, changed
        assert words in text(answer)
        assert "Seen on many mornings." in text(answer)
    assert not IntelReport.objects.exists()


def test_from_a_report_it_is_written_beside_the_original(
    unit: Unit, reported: Reported, browser: Browser, as_role: AsRole
) -> None:
    with as_role("owner"):
        report = reported()
    desk = browser.sign_in(unit.writer, unlocked=True)
    here = f"/intelligence/from/{report.id}/"
    assert f'href="{here}"' in text(desk.get(f"/reports/{report.id}/"))
    page = desk.get(here)
    assert "The original" in text(page)
    assert desk.post(here, filled(page)).status_code == 302
    assert Origin.objects.get().report_id == report.id
    key = unit.cast.keys[unit.writer]
    assert open_report(officer=unit.writer, unlocked=key, report_id=report.id)
    assert AuditEntry.objects.filter(verb="intel.submitted").exists()


def test_a_returned_report_is_written_again(unit: Unit, browser: Browser) -> None:
    intel = unit.submitted()
    here = f"/intelligence/{intel.id}/"
    desk = browser.sign_in(unit.evaluator, unlocked=True)
    assert desk.post(f"{here}return/", {"note": ""}).status_code == 422
    assert desk.post(f"{here}return/", {"note": "Which day?"}).status_code == 302
    desk = browser.sign_in(unit.writer, unlocked=True)
    assert "Which day?" in text(desk.get(here))
    page = desk.get(f"{here}again/")
    assert "The men owe money to the owner." in text(page)
    assert "sealed apart" not in text(page)
    assert desk.post(f"{here}again/", filled(page, item_2="Each Monday.")).status_code == 302
    assert "Each Monday." in text(desk.get(here))
    assert desk.post(f"{here}again/", filled(page)).status_code == 422

"""Searching sealed reports: within what may be seen, explained, logged, nothing kept in clear."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.intake.answers import Contact
from plainsight.intake.models import Report
from plainsight.people.errors import NotVisible
from plainsight.people.models import Officer
from plainsight.people.services.exclusions import exclude_officer
from plainsight.triage.models import Search
from plainsight.triage.services.assess import grade_report
from plainsight.triage.services.search import Hit, Looked, begin_search, run_search, words_of_search
from plainsight.triage.sought import Sought
from plainsight.vault.services import erase_record
from tests.cast import Browser, Cast
from tests.reported import Reported
from tests.triage.acted import acting

AsRole = Callable[[str], AbstractContextManager[None]]


def searched(cast: Cast, typed: str, officer: Officer | None = None) -> tuple[list[Hit], Looked]:
    who = officer or cast.triage_officer
    looked = Looked()
    key = cast.keys.get(who) or cast.keys[cast.triage_officer]
    hits = run_search(officer=who, unlocked=key, sought=Sought.parse(typed), looked=looked)
    return list(hits), looked


def test_every_part_of_a_report_is_looked_through(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    told = reported(what="By the tannery", vehicles="VX19 ABC", signs=("IND046",))
    talked, acted = reported(what="x"), reported(what="x")
    reported.reply(talked, "The lorry has a heron on it")
    grade_report(acting(keyed_cast, acted), grade="G3", reason="Ask the harbourmaster")
    with as_role("desk"):
        for typed, report in (
            ("tannery", told),
            ("vx19abc", told),
            ("heron", talked),
            ("harbourmaster", acted),
            (told.reference.lower(), told),
        ):
            hits, looked = searched(keyed_cast, typed)
            assert [hit.report for hit in hits] == [report], typed
            assert (looked.through, looked.found, looked.unopened) == (3, 1, 0)


def test_how_a_reporter_can_be_reached_is_not_searched(
    keyed_cast: Cast, reported: Reported
) -> None:
    reported(contact=Contact(how="phone", value="07700 900123", safe="Ask for Marigold"))
    for typed in ("07700900123", "marigold"):
        assert searched(keyed_cast, typed)[0] == []


def test_what_may_not_be_seen_is_neither_found_nor_counted(
    keyed_cast: Cast, reported: Reported
) -> None:
    hidden, seen = reported(what="heron"), reported(what="heron too")
    exclude_officer(keyed_cast.triage_officer, target=hidden, by=keyed_cast.supervisor)
    hits, looked = searched(keyed_cast, "heron")
    assert ([hit.report for hit in hits], looked.through) == ([seen], 1)
    for nobody in (keyed_cast.stranger, keyed_cast.auditor, keyed_cast.administrator):
        hits, looked = searched(keyed_cast, "heron", nobody)
        assert (hits, looked.through) == ([], 0)


def test_a_right_that_ends_ends_the_search(keyed_cast: Cast, reported: Reported) -> None:
    reported(what="heron")
    officer = keyed_cast.triage_officer
    officer.is_active = False
    assert searched(keyed_cast, "heron")[0] == []


def test_one_damaged_report_stops_none_of_the_others(keyed_cast: Cast, reported: Reported) -> None:
    broken, erased, whole = reported(what="heron"), reported(what="heron"), reported(what="heron")
    Report.objects.filter(id=broken.id).update(body=b"\x01" + bytes(60))
    erase_record(kind="report", record=erased.id, sweep=False)
    hits, looked = searched(keyed_cast, "heron")
    assert ([hit.report for hit in hits], looked.unopened) == ([whole], 2)


def test_a_search_is_one_row_in_the_log_and_its_words_are_sealed(
    keyed_cast: Cast, reported: Reported
) -> None:
    reported()
    officer, boss = keyed_cast.triage_officer, keyed_cast.supervisor
    begun = begin_search(officer=officer, unlocked=keyed_cast.keys[officer], typed="my neighbour")
    (row,) = AuditEntry.objects.filter(verb="report.searched")
    assert (row.actor_id, row.subject_id, row.detail) == (officer.id, begun.id, {"within": 1})
    assert b"neighbour" not in bytes(Search.objects.get().words)
    words = words_of_search(officer=boss, unlocked=keyed_cast.keys[boss], search=begun)
    assert words == "my neighbour"
    assert AuditEntry.objects.filter(verb="search.reviewed", actor_id=boss.id).count() == 1
    with pytest.raises(NotVisible):
        words_of_search(officer=officer, unlocked=keyed_cast.keys[officer], search=begun)


@pytest.fixture
def report(reported: Reported) -> Report:
    """A report; asked for before `browser`, whose role may not send one."""
    return reported(what="A heron on the <b>lorry</b>")


def test_the_page_streams_what_is_found_and_keeps_the_words_out_of_the_address(
    keyed_cast: Cast, report: Report, browser: Browser
) -> None:
    desk = browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    answer = desk.post("/search/", {"words": "lorry"})
    pieces = [piece.decode() for piece in answer]
    assert len(pieces) == 4, "head, one hit, the count, foot"
    assert f"/reports/{report.id}/" in pieces[1]
    assert "<mark>lorry</mark>" in pieces[1]
    assert "&lt;b&gt;" in pieces[1]
    assert "Found in 1 report." in pieces[2]
    assert desk.get("/search/?words=lorry").text.count("lorry") == 0
    assert desk.post("/search/", {"words": " "}).status_code == 422


def test_supervisors_see_who_searched_and_ask_for_the_words(
    keyed_cast: Cast, report: Report, browser: Browser
) -> None:
    officer, boss = keyed_cast.triage_officer, keyed_cast.supervisor
    begun = begin_search(officer=officer, unlocked=keyed_cast.keys[officer], typed="ex-wife")
    desk = browser.sign_in(boss, unlocked=True)
    page = desk.get("/searches/").text
    assert str(officer) in page
    assert "ex-wife" not in page
    assert "ex-wife" in desk.post(f"/searches/{begun.id}/", {}).text

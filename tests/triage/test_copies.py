"""Copies and originals at the desk: asked for, compared, scanned, logged, and not kept."""

from __future__ import annotations

import base64
import io
import re
import sys
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from plainsight.files.refusal import CopyRefused
from plainsight.files.scan import Verdict
from plainsight.intake.models import Report
from plainsight.triage.services import (
    FileDiffers,
    FileInfected,
    WarnFirst,
    copy_file,
    take_file,
)
from tests.cast import Browser, Cast
from tests.files.samples import MARKER, photo
from tests.reported import Reported
from tests.triage.conftest import Log

ACTS = ("copy_file", "take_file")


@pytest.fixture
def report(reported: Reported) -> Report:
    """A report with a photo."""
    return reported(picture=photo())


@pytest.fixture
def damaged(reported: Reported) -> Report:
    """A report with the beginning of a photo."""
    return reported(picture=photo()[:600])


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch) -> Callable[[Verdict], None]:
    """Let the scanner say what a test wants, reading the file as it does."""

    def says(verdict: Verdict) -> None:
        def scan(pieces: Any) -> Verdict:
            for _ in pieces:
                pass
            return verdict

        for act in ACTS:  # the package hands out functions of the same names as its modules
            module = sys.modules[f"plainsight.triage.services.{act}"]
            monkeypatch.setattr(module, "scan", scan)

    return says


def by(cast: Cast, report: Report, part: str = "triage_officer", **more: Any) -> dict[str, Any]:
    officer = getattr(cast, part)
    file_id = report.attachments.get().id
    unlocked = cast.keys[officer]
    named = {"officer": officer, "unlocked": unlocked, "report_id": report.id}
    return {**named, "file_id": file_id, **more}


def test_a_copy_is_shown_on_one_page_blurred_first_and_logged(
    keyed_cast: Cast, report: Report, browser: Browser, log: Log
) -> None:
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    file_id = report.attachments.get().id
    answer = browser.post(f"/reports/{report.id}/files/{file_id}/copy/")
    assert answer.status_code == 200
    page = answer.content.decode()
    blurred, clear = (
        base64.b64decode(one) for one in re.findall(r'src="data:image/jpeg;base64,([^"]+)"', page)
    )
    assert page.index("<img") < page.index("<details")  # the blurred one stands before
    assert len(blurred) < len(clear)
    assert dict(Image.open(io.BytesIO(clear)).getexif()) == {}
    for part in (page.encode(), blurred, clear):
        assert MARKER.encode() not in part
    detail = {"file": str(file_id), "virus": "unasked"}
    who = keyed_cast.triage_officer.id
    assert log() == [("report.file_copied", who, "report", report.id, detail)]


def test_a_copy_has_no_address_to_come_back_to(
    keyed_cast: Cast, report: Report, browser: Browser, log: Log
) -> None:
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    file_id = report.attachments.get().id
    assert browser.get(f"/reports/{report.id}/files/{file_id}/copy/").status_code == 405
    assert log() == []


def test_opening_a_report_makes_no_copy(
    keyed_cast: Cast, report: Report, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("a copy was made that nobody asked for")

    monkeypatch.setattr("plainsight.files.viewing.subprocess.Popen", never)
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    page = browser.get(f"/reports/{report.id}/").content.decode()
    assert "Make a viewing copy" in page
    assert "<img" not in page


def test_a_file_that_cannot_be_copied_is_said_on_the_reports_page(
    keyed_cast: Cast, damaged: Report, browser: Browser, log: Log
) -> None:
    report = damaged
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    file_id = report.attachments.get().id
    browser.post(f"/reports/{report.id}/files/{file_id}/copy/")
    assert "No copy can be made" in browser.get(f"/reports/{report.id}/").content.decode()
    assert "report.file_copied" not in [row[0] for row in log()]


def test_the_original_comes_with_the_hash_that_was_received(
    keyed_cast: Cast, report: Report, browser: Browser
) -> None:
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    file_id = report.attachments.get().id
    answer = browser.post(f"/reports/{report.id}/files/{file_id}/")
    assert b"".join(answer) == photo()  # type: ignore[arg-type]  # a streamed answer
    assert answer.headers["Repr-Digest"].startswith("sha-256=:")
    page = browser.get(f"/reports/{report.id}/").content.decode()
    assert "Its hash matches what was received." in page


def test_a_file_with_another_hash_is_not_handed_over(
    keyed_cast: Cast, report: Report, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    from plainsight.triage.services.finding import FoundFile

    original = FoundFile.__init__

    def other_hash(self: FoundFile, report: Any, note: Any, *more: Any) -> None:
        object.__setattr__(note, "sha256", "0" * 64)
        original(self, report, note, *more)

    monkeypatch.setattr(FoundFile, "__init__", other_hash)
    with pytest.raises(FileDiffers):
        take_file(**by(keyed_cast, report))
    assert log() == []


def test_what_is_infected_is_never_copied_and_taken_only_after_a_warning(
    keyed_cast: Cast, report: Report, scanner: Callable[[Verdict], None], log: Log
) -> None:
    scanner(Verdict.INFECTED)
    with pytest.raises(CopyRefused, match="infected"):
        copy_file(**by(keyed_cast, report))
    with pytest.raises(FileInfected):
        take_file(**by(keyed_cast, report, warned_of="infected"))
    for warned_of in ("", "away", "yes"):
        with pytest.raises(WarnFirst):
            take_file(**by(keyed_cast, report, "supervisor", warned_of=warned_of))
    assert log() == []
    take_file(**by(keyed_cast, report, "supervisor", warned_of="infected"))
    assert log()[0][4]["virus"] == "infected"


def test_without_the_scanners_word_there_is_no_copy_and_a_warning_before_the_original(
    keyed_cast: Cast, report: Report, scanner: Callable[[Verdict], None], log: Log
) -> None:
    scanner(Verdict.AWAY)
    with pytest.raises(CopyRefused, match="away"):
        copy_file(**by(keyed_cast, report))
    with pytest.raises(WarnFirst):
        take_file(**by(keyed_cast, report))
    take_file(**by(keyed_cast, report, warned_of="away"))
    assert [row[4]["virus"] for row in log()] == ["away"]


def test_the_warning_stands_on_a_page_of_its_own(
    keyed_cast: Cast, report: Report, browser: Browser, settings: Any
) -> None:
    settings.CLAMAV = "/nowhere/clamd"
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    address = f"/reports/{report.id}/files/{report.attachments.get().id}/"
    answer = browser.post(address)
    assert answer.status_code == 409
    assert 'name="warned_of" value="away"' in answer.content.decode()
    taken = browser.post(address, {"warned_of": "away"})
    assert b"".join(taken) == photo()  # type: ignore[arg-type]  # a streamed answer

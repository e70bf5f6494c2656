"""Files that come with an e-mail or over the counter: sealed as they arrive, or not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plainsight.config.serving.limits import UPLOADS
from plainsight.files import store
from plainsight.files.errors import NoRoom
from plainsight.intake.models import Attachment, Report
from plainsight.triage.services import open_report, take_file
from plainsight.vault.stream import FileOpener
from tests.cast import Browser, Cast
from tests.reported import PICTURE
from tests.triage.test_entering_pages import SAID, TOKEN, _now, desk

__all__ = ["desk"]


def form(desk: Browser, channel: str = "email") -> dict[str, Any]:
    token = TOKEN.search(desk.get(f"/enter/{channel}/").text)
    assert token
    return {**SAID, "received": _now(), "form_token": token[1]}


def picture(content: bytes = PICTURE, name: str = "yard.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sealed_files() -> set[Path]:
    return {path for path in store._folder().rglob("*") if path.is_file()}


def test_a_file_is_sealed_with_the_report_and_opens_byte_for_byte(
    desk: Browser, keyed_cast: Cast
) -> None:
    sent = form(desk)
    answer = desk.post("/enter/email/", {**sent, "file": [picture(), picture(b"text", "a.txt")]})
    assert answer.status_code == 302
    report, who = Report.objects.get(), keyed_cast.triage_officer
    by = {"officer": who, "unlocked": keyed_cast.keys[who], "report_id": report.id}
    first, second = open_report(**by).account.files
    assert (first.name, first.type, second.name) == ("yard.jpg", "image/jpeg", "a.txt")
    taken = take_file(**by, file_id=first.id)
    assert b"".join(FileOpener(taken.key, first.id).opened(store.read(first.id))) == PICTURE
    assert Attachment.objects.filter(report=report).count() == 2


def test_pressed_twice_with_its_file_it_is_one_report_with_one_file(desk: Browser) -> None:
    sent, before = form(desk), sealed_files()
    answers = [desk.post("/enter/email/", {**sent, "file": picture()}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert (Report.objects.count(), Attachment.objects.count()) == (1, 1)
    assert len(sealed_files() - before) == 1


def test_a_form_that_is_not_taken_leaves_no_file_and_says_to_choose_again(desk: Browser) -> None:
    before = sealed_files()
    answer = desk.post("/enter/email/", {**form(desk), "what": "", "file": picture()})
    assert answer.status_code == 422
    assert answer.text.count("Choose the files again") == 2
    forged = desk.post("/enter/email/", {**form(desk), "form_token": "x", "file": picture()})
    assert forged.status_code == 422
    assert sealed_files() == before


def test_files_that_cannot_be_taken_get_a_reason(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sealed_files()
    many = [picture(bytes([number]), f"{number}.txt") for number in range(1, 12)]
    for files, message in (([picture(b"")], "is empty"), (many, "at most 10 files")):
        answer = desk.post("/enter/email/", {**form(desk), "file": files})
        assert answer.status_code == 422
        assert message in answer.text

    def full(_writer: object) -> None:
        raise NoRoom("the disk is full")

    monkeypatch.setattr(store.Writer, "commit", full)
    answer = desk.post("/enter/email/", {**form(desk), "file": picture()})
    assert answer.status_code == 422
    assert "no room for files" in answer.text
    assert "Marigold" in answer.text
    assert (sealed_files(), Report.objects.count()) == (before, 0)


def test_an_anonymous_channel_takes_no_file_even_if_one_is_sent(desk: Browser) -> None:
    before = sealed_files()
    sent = {**form(desk, "crimestoppers"), "file": picture()}
    assert desk.post("/enter/crimestoppers/", sent).status_code == 302
    assert (sealed_files(), Attachment.objects.count()) == (before, 0)


def test_only_the_form_itself_may_be_as_large_as_a_file() -> None:
    takes = UPLOADS["desk"].fullmatch
    assert takes("/enter/email/")
    assert not any(takes(path) for path in ("/enter/", "/reports/", "/enter/email/x/", "/sign-in/"))

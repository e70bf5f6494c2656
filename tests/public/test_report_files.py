"""The report's files: kept, taken out, and refused with a reason."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plainsight.files import store, uploads
from plainsight.files.errors import NoRoom
from plainsight.intake.answers import MOST_FILES
from tests.public.conftest import Reporter
from tests.public.reading import draft_of


def file(name: str = "van.txt", content: bytes = b"a white van") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_files_are_kept_and_taken_out_again(reporter: Reporter) -> None:
    reporter.write()
    assert reporter.send("/r/f/", file=file(), go="add")["Location"] == "/r/f/"
    note = draft_of(reporter).answers.files[0]
    assert (note.name, note.size, note.type) == ("van.txt", 11, "text/plain")
    assert b"van.txt" in reporter.get("/r/f/").content
    assert reporter.send("/r/f/", file=file("b.txt"), go="on")["Location"] == "/r/s/"
    reporter.send("/r/f/", out=str(note.id))
    assert [one.name for one in draft_of(reporter).answers.files] == ["b.txt"]
    assert reporter.send("/r/f/", go="on")["Location"] == "/r/s/"


def test_one_too_many_is_refused_and_the_others_stay(reporter: Reporter) -> None:
    reporter.write()
    many = [file(f"{number}.txt") for number in range(MOST_FILES + 1)]
    answer = reporter.send("/r/f/", file=many, go="add")
    assert answer.status_code == 422
    assert f"There can be {MOST_FILES} files.".encode() in answer.content
    assert len(draft_of(reporter).answers.files) == MOST_FILES
    assert f"Up to {MOST_FILES} files".encode() in answer.content


def test_an_empty_a_missing_and_a_big_file_get_their_reason_beside_the_box(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter.write()
    for sent, reason in (
        ({"file": file(content=b"")}, "That file is empty"),
        ({}, "Choose a file first."),
    ):
        answer = reporter.send("/r/f/", **sent, go="add")
        assert answer.status_code == 422
        assert answer.content.decode().count(reason) == 2
        assert b'aria-describedby="file_hint file_error"' in answer.content
    monkeypatch.setattr(uploads.SealingUploadHandler.__init__, "__kwdefaults__", {"largest": 10})
    answer = reporter.send("/r/f/", file=file(), go="on")
    assert answer.status_code == 422
    assert b"That file is too big." in answer.content
    assert draft_of(reporter).answers.files == ()


def test_a_full_disk_is_said_and_the_report_goes_on(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter.write()

    def full(*_: object) -> None:
        raise NoRoom

    monkeypatch.setattr(store.Writer, "commit", full)
    answer = reporter.send("/r/f/", file=file(), go="on")
    assert answer.status_code == 422
    assert b"We have no room for files just now." in answer.content
    assert reporter.send("/r/f/", go="on")["Location"] == "/r/s/"


def test_a_file_that_comes_without_a_draft_leads_to_the_first_page(reporter: Reporter) -> None:
    assert reporter.send("/r/f/", file=file(), go="add")["Location"] == "/r/"


def test_a_name_is_kept_as_it_came_but_not_its_folders(reporter: Reporter) -> None:
    reporter.write()
    reporter.send("/r/f/", file=file("../../etc/<b>van</b>.txt"), go="add")
    note = draft_of(reporter).answers.files[0]
    assert "/etc" not in note.name
    assert b"<b>van" not in reporter.get("/r/f/").content

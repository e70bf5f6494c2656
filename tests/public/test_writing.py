"""Writing a report: nothing typed is lost, whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plainsight.files import uploads
from plainsight.intake import drafts
from plainsight.intake.draft import Draft
from plainsight.public.cookies import DRAFT
from tests.public.conftest import Reporter


def draft_of(reporter: Reporter) -> Draft:
    found = drafts.find(reporter.cookies[DRAFT].value)
    assert isinstance(found, Draft)
    return found


def test_the_first_answer_makes_the_draft_and_its_cookie(reporter: Reporter) -> None:
    first = reporter.post("/r/", {"what": "Six men"})
    assert (first.status_code, first["Location"]) == (307, "/r/?c")
    cookie = first.cookies[DRAFT]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"], cookie["max-age"]) == ("Strict", "/", "")
    again = reporter.post("/r/?c", {"what": "Six men"})
    assert (again.status_code, again["Location"]) == (303, "/r/p/")
    assert draft_of(reporter).answers.what == "Six men"


def test_refused_cookies_give_the_text_back_with_phone_numbers(reporter: Reporter) -> None:
    answer = reporter.post("/r/?c", {"what": "Six <men>"})
    assert answer.status_code == 422
    assert b"Six &lt;men&gt;" in answer.content
    assert b"08000 121 700" in answer.content
    assert not answer.cookies


def test_nothing_written_gets_a_message_and_too_much_keeps_every_letter(
    reporter: Reporter,
) -> None:
    empty = reporter.post("/r/", {"what": " "})
    assert empty.status_code == 422
    assert empty.content.count(b"Write what you saw or heard.") == 2
    long = "x" * 20_001
    answer = reporter.post("/r/", {"what": long})
    assert answer.status_code == 422
    assert long.encode() in answer.content
    assert b"at most 20000 letters" in answer.content


def test_strange_bytes_are_answered_with_a_message(reporter: Reporter) -> None:
    assert reporter.post("/r/", {"what": "a\x00b"}).status_code == 422
    form = "application/x-www-form-urlencoded"
    assert reporter.post("/r/", b"what=%ff%fe", content_type=form).status_code in {307, 422}


def test_a_draft_that_ran_out_begins_again_with_what_was_typed(reporter: Reporter) -> None:
    reporter.cookies[DRAFT] = "A" * 43
    answer = reporter.send("/r/p/", where="Behind the station", go="on")
    assert (answer.status_code, answer["Location"]) == (303, "/r/")
    page = reporter.get("/r/").content.decode()
    assert "We no longer have what you wrote before" in page
    reporter.send("/r/", what="Six men", go="on")
    assert "Behind the station" in reporter.get("/r/p/").content.decode()


def test_every_page_needs_a_draft(reporter: Reporter) -> None:
    for path in ("/r/p/", "/r/t/", "/r/d/", "/r/f/", "/r/s/", "/r/c/"):
        assert reporter.get(path)["Location"] == "/r/"


def test_without_a_database_the_form_stays_with_its_text(
    reporter: Reporter, no_database: Callable[[], None]
) -> None:
    reporter.write(what="Six men")
    no_database()
    for path, name in (("/r/", "what"), ("/r/p/", "where")):
        answer = reporter.post(path, {name: "Behind the station", "go": "on"})
        assert answer.status_code == 503
        assert b"Behind the station" in answer.content
        assert b"We could not do that just now" in answer.content
    assert reporter.post("/r/c/", {"go": "send"}).status_code == 503
    assert reporter.get("/r/k/").status_code == 503


def test_a_way_to_contact_needs_its_number_and_keeps_the_rest(reporter: Reporter) -> None:
    reporter.write()
    answer = reporter.post("/r/s/", {"how": "phone", "safe": "Before noon", "go": "on"})
    assert answer.status_code == 422
    assert b"Write the number or address" in answer.content
    assert b"Before noon" in answer.content


def test_back_saves_and_an_untouched_first_page_leads_home(reporter: Reporter) -> None:
    assert reporter.post("/r/", {"what": "", "go": "back"})["Location"] == "/"
    reporter.write()
    answer = reporter.post("/r/t/", {"when": "Mon", "go": "back"})
    assert answer["Location"] == "/r/p/"
    assert draft_of(reporter).answers.when == "Mon"


def test_a_script_is_told_the_next_address_instead_of_being_sent_there(
    reporter: Reporter,
) -> None:
    reporter.write()
    answer = reporter.post("/r/p/", {"where": "x", "go": "on"}, headers={"x-replace": "1"})
    assert (answer.status_code, answer["X-Location"]) == (204, "/r/t/")


def test_files_are_kept_taken_out_and_refused_with_a_reason(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter.write()
    photo = SimpleUploadedFile("van.txt", b"a white van")
    assert reporter.post("/r/f/", {"file": photo, "go": "add"})["Location"] == "/r/f/"
    note = draft_of(reporter).answers.files[0]
    assert (note.name, note.size, note.type) == ("van.txt", 11, "text/plain")
    empty = SimpleUploadedFile("nothing.txt", b"")
    assert b"That file is empty" in reporter.post("/r/f/", {"file": empty, "go": "on"}).content
    many = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(5)]
    answer = reporter.post("/r/f/", {"file": many, "go": "add"})
    assert b"at most 5 files" not in answer.content
    assert b"A report can have 5 files." in answer.content
    assert len(draft_of(reporter).answers.files) == 5
    reporter.post("/r/f/", {"out": str(note.id)})
    assert note not in draft_of(reporter).answers.files
    monkeypatch.setattr(uploads.SealingUploadHandler.__init__, "__kwdefaults__", {"largest": 10})
    big = SimpleUploadedFile("big.txt", b"x" * 11)
    answer = reporter.post("/r/f/", {"file": big, "go": "on"})
    assert b"too big" in answer.content
    assert answer.status_code == 422


def test_a_file_that_comes_without_a_draft_leads_to_the_first_page(reporter: Reporter) -> None:
    photo = SimpleUploadedFile("van.txt", b"a white van")
    assert reporter.post("/r/f/", {"file": photo, "go": "add"})["Location"] == "/r/"

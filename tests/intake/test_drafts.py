"""Drafts: sealed under the cookie alone, changed step by step, gone after a day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from plainsight.core.ids import new_id
from plainsight.intake import drafts, editing, sending
from plainsight.intake.answers import Answers, FileNote
from plainsight.intake.draft import Draft
from plainsight.intake.draftseal import draft_key
from plainsight.intake.errors import AlreadySent, DraftGone, TooManyFiles
from plainsight.intake.models import Attachment
from plainsight.intake.models import Draft as Row
from tests.intake.conftest import TOLD, Given

AsRole = Callable[[str], AbstractContextManager[None]]


def note(name: str = "yard.jpg") -> FileNote:
    return FileNote(new_id(), name, 70_000, "ab" * 32, "image/jpeg")


def age(**by: float) -> None:
    Row.objects.update(touched_at=F("touched_at") - timedelta(**by))


@pytest.mark.django_db
def test_a_draft_is_read_back_by_its_cookie(as_role: AsRole) -> None:
    with as_role("public"):
        begun = drafts.begin(TOLD)
        found = drafts.find(begun.cookie)
    assert found == begun
    assert isinstance(found, Draft)
    assert found.answers == TOLD


@pytest.mark.django_db
def test_each_step_changes_its_own_answers_only(as_role: AsRole) -> None:
    with as_role("public"):
        begun = drafts.begin(Answers(what="A van"))
        drafts.change(begun.cookie, directions="The yard")
        drafts.change(begun.cookie, danger_now=True)
        found = drafts.change(begun.cookie, what="A white van")
    assert found.answers == Answers(what="A white van", directions="The yard", danger_now=True)
    assert (found.report, found.record_key, found.return_code) == (
        begun.report,
        begun.record_key,
        begun.return_code,
    )
    assert found == drafts.find(begun.cookie)
    assert found.revision == 4


@pytest.mark.django_db
def test_two_tabs_never_undo_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = drafts.begin(Answers(what="A van"))
    read = editing.still_open
    meanwhile = [lambda: drafts.change(begun.cookie, directions="The yard")]

    def read_then_be_overtaken(cookie: str | None) -> Draft:
        found = read(cookie)
        if meanwhile:
            meanwhile.pop()()
        return found

    monkeypatch.setattr(editing, "still_open", read_then_be_overtaken)
    drafts.change(begun.cookie, when="At night")
    monkeypatch.undo()
    found = drafts.find(begun.cookie)
    assert isinstance(found, Draft)
    assert found.answers == Answers(what="A van", directions="The yard", when="At night")


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", [None, "", "x", "é", "A" * 43, "A" * 42, "A" * 500, "\0" * 43])
def test_a_strange_cookie_is_no_draft(cookie: str | None) -> None:
    drafts.begin(TOLD)
    assert drafts.find(cookie) is None
    with pytest.raises(DraftGone):
        drafts.change(cookie, what="lost?")


@pytest.mark.django_db
def test_the_row_alone_opens_nothing() -> None:
    begun = drafts.begin(TOLD)
    row = Row.objects.get()
    key = draft_key(begun.cookie)
    assert key is not None
    assert bytes(row.locator) == key.locator
    for secret in (
        begun.cookie.encode(),
        begun.record_key,
        begun.return_code.encode(),
        b"car wash",
    ):
        assert secret not in bytes(row.body)
        assert secret not in bytes(row.locator)
    assert len(bytes(row.body)) == 29 + 1024


@pytest.mark.django_db
def test_an_open_draft_is_gone_a_day_after_the_last_touch() -> None:
    begun = drafts.begin(TOLD)
    age(hours=23, minutes=59)
    drafts.change(begun.cookie, directions="Touched again")
    age(hours=23, minutes=59)
    assert isinstance(drafts.find(begun.cookie), Draft)
    age(minutes=2)
    assert drafts.find(begun.cookie) is None
    with pytest.raises(DraftGone):
        drafts.change(begun.cookie, directions="Too late")
    with pytest.raises(DraftGone):
        sending.send(begun.cookie)


@pytest.mark.django_db
def test_a_file_comes_and_goes_with_the_draft(as_role: AsRole) -> None:
    begun = drafts.begin(TOLD)
    file, other = note(), note("van.png")
    with as_role("public"):
        drafts.attach(begun.cookie, file)
        drafts.attach(begun.cookie, file)
        drafts.attach(begun.cookie, other)
        after = drafts.detach(begun.cookie, file.id)
    assert after.answers.files == (other,)
    assert begun.file_key(file.id) != begun.file_key(other.id)
    assert {(row.id, row.size_class) for row in Attachment.objects.all()} == {
        (file.id, 17),
        (other.id, 17),
    }


@pytest.mark.django_db
def test_a_draft_takes_ten_files_and_no_eleventh() -> None:
    begun = drafts.begin(TOLD)
    for _ in range(10):
        drafts.attach(begun.cookie, note())
    with pytest.raises(TooManyFiles):
        drafts.attach(begun.cookie, note())
    assert Attachment.objects.count() == 10


@pytest.mark.django_db
def test_a_sent_draft_takes_no_more(given_report: Given) -> None:
    cookie = given_report.draft.cookie
    with pytest.raises(AlreadySent):
        drafts.change(cookie, what="And another thing")
    with pytest.raises(AlreadySent):
        drafts.attach(cookie, note())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gate.save_draft(%s, 2, %s)", [given_report.draft.key.locator, b"x" * 64]
        )
        assert cursor.fetchone() == ("sent",)
    assert drafts.find(cookie) == given_report.sent


@pytest.mark.django_db
def test_broken_text_from_a_form_is_kept_as_well_as_it_can_be() -> None:
    begun = drafts.begin(Answers(what="lone \ud800 surrogate, nul \0, and 🚐"))
    found = drafts.find(begun.cookie)
    assert isinstance(found, Draft)
    assert found.answers.what == "lone ? surrogate, nul \0, and 🚐"


@pytest.mark.django_db
def test_the_longest_answers_fit_through_the_gates() -> None:
    begun = drafts.begin(Answers(what="🚐" * 20_000, directions="\0" * 2_000, when="x" * 1_000))
    assert drafts.find(begun.cookie) == begun

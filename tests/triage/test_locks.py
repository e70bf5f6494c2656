"""What may show child abuse is locked at once, to everybody but the one role that may look."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from plainsight.files import store
from plainsight.files.serve import BrokenOff, sealed_download
from plainsight.files.viewing import Stopped
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Officer
from plainsight.triage.models import FileLock
from plainsight.triage.services import (
    FileLocked,
    copy_file,
    lift_lock,
    lock_file,
    open_report,
    take_file,
)
from plainsight.vault.stream import FileOpener
from tests.cast import Browser, Cast
from tests.files.samples import photo
from tests.reported import Reported
from tests.triage.conftest import Log

AsRole = Callable[[str], AbstractContextManager[None]]
COPYING = sys.modules["plainsight.triage.services.copy_file"]
WHY = "A child, undressed-marker"


@pytest.fixture
def given(keyed_cast: Cast, reported: Reported) -> Callable[..., dict[str, Any]]:
    """The arguments of an act with the one file of one report, for any officer."""
    report = reported(picture=photo())
    file_id = report.attachments.get().id

    def arguments(officer: Officer, **more: Any) -> dict[str, Any]:
        unlocked = keyed_cast.keys.get(officer, keyed_cast.keys[keyed_cast.triage_officer])
        named = {"officer": officer, "unlocked": unlocked}
        return {**named, "report_id": report.id, "file_id": file_id, **more}

    return arguments


Given = Callable[..., dict[str, Any]]


def test_a_lock_stops_copy_and_original_for_everybody_but_the_role(
    keyed_cast: Cast, examiner: Officer, given: Given, as_role: AsRole, log: Log
) -> None:
    with as_role("desk"):
        lock_file(**given(keyed_cast.triage_officer, reason=WHY))
        for officer in (keyed_cast.triage_officer, keyed_cast.colleague, keyed_cast.supervisor):
            for act in (copy_file, take_file):
                with pytest.raises(FileLocked):
                    act(**given(officer))
        with pytest.raises(FileLocked):
            copy_file(**given(examiner))  # no copy is made for anybody
        taken = take_file(**given(examiner))
    file_id = given(examiner)["file_id"]
    assert b"".join(FileOpener(taken.key, file_id).opened(store.read(file_id))) == photo()
    assert [row[0] for row in log()] == ["report.file_locked", "report.file_taken"]
    assert log()[0][1] == keyed_cast.triage_officer.id
    assert log()[0][4] == {"file": str(file_id)}


def test_others_see_that_a_file_is_locked_and_neither_its_name_nor_its_kind(
    keyed_cast: Cast, examiner: Officer, given: Given
) -> None:
    lock_file(**given(keyed_cast.triage_officer, reason=WHY))
    seen = {}
    for officer in (keyed_cast.supervisor, examiner):
        arguments = given(officer)
        del arguments["file_id"]
        (seen[officer],) = open_report(**arguments).files
    theirs, ours = seen[keyed_cast.supervisor], seen[examiner]
    assert (theirs.is_locked, theirs.note, theirs.reason) == (True, None, "")
    assert ours.note is not None
    assert (ours.note.name, ours.reason, ours.can_be_copied) == ("yard.jpg", WHY, False)


def test_the_page_of_a_locked_file_betrays_nothing_of_it(
    keyed_cast: Cast, given: Given, browser: Browser
) -> None:
    browser.sign_in(keyed_cast.triage_officer, unlocked=True)
    named = given(keyed_cast.triage_officer)
    page = f"/reports/{named['report_id']}/"
    file = f"{page}files/{named['file_id']}/"
    assert "yard.jpg" in browser.get(page).content.decode()
    answer = browser.post(f"{file}lock/", {"reason": WHY})
    assert answer.headers["Location"] == f"{page}#files"
    shown = browser.get(page).content.decode()
    assert "1. Locked" in shown
    for word in ("yard.jpg", "image/jpeg", WHY, "Make a viewing copy", "Ask for the original"):
        assert word not in shown
    for act in ("", "copy/"):
        assert browser.post(f"{file}{act}").status_code == 302
    assert browser.post(f"{file}lift/", {"reason": "x"}).status_code == 403


def test_a_reason_is_sealed_and_none_is_needed(keyed_cast: Cast, given: Given) -> None:
    lock_file(**given(keyed_cast.triage_officer, reason=WHY))
    kept = FileLock.objects.get()
    assert WHY.encode() not in bytes(kept.reason)
    lock_file(**given(keyed_cast.colleague))  # locked already: nothing changes
    assert FileLock.objects.get().locked_by == keyed_cast.triage_officer


def test_only_the_role_lifts_and_says_why(
    keyed_cast: Cast, examiner: Officer, given: Given, as_role: AsRole, log: Log
) -> None:
    with as_role("desk"):
        lock_file(**given(keyed_cast.triage_officer))
        with pytest.raises(NotNow):
            lift_lock(**given(examiner, reason="  "))
        for officer in (keyed_cast.triage_officer, keyed_cast.supervisor):
            with pytest.raises(NotAllowed):
                lift_lock(**given(officer, reason="It is a cat"))
        lift_lock(**given(examiner, reason="It is a cat"))
        with pytest.raises(NotNow):
            lift_lock(**given(examiner, reason="It is a cat"))
        take_file(**given(keyed_cast.colleague))
        lock_file(**given(keyed_cast.colleague))  # and again, as a lock of its own
    assert [row[0] for row in log()] == [
        "report.file_locked",
        "report.file_lock_lifted",
        "report.file_taken",
        "report.file_locked",
    ]
    assert b"cat" not in bytes(FileLock.objects.exclude(lifted_at=None).get().lift_reason or b"")


def test_a_stranger_locks_nothing_and_learns_nothing(keyed_cast: Cast, given: Given) -> None:
    for officer in (keyed_cast.stranger, keyed_cast.auditor, keyed_cast.administrator):
        for act in (lock_file, copy_file, take_file):
            with pytest.raises(NotVisible):
                act(**given(officer))
        with pytest.raises(NotVisible):
            lift_lock(**given(officer, reason="x"))
    assert not FileLock.objects.exists()


def test_a_copy_that_is_being_made_ends_with_the_lock(
    keyed_cast: Cast, given: Given, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    def made(_content: Any, *, may_go_on: Callable[[], bool]) -> Any:
        assert may_go_on()
        lock_file(**given(keyed_cast.colleague))
        assert not may_go_on()
        raise Stopped

    monkeypatch.setattr(COPYING, "viewing_copy", made)
    with pytest.raises(Stopped):
        copy_file(**given(keyed_cast.triage_officer))
    assert [row[0] for row in log()] == ["report.file_locked"]


def test_a_copy_that_was_ready_just_before_the_lock_is_not_shown(
    keyed_cast: Cast, given: Given, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    def made(_content: Any, *, may_go_on: Callable[[], bool]) -> object:
        lock_file(**given(keyed_cast.colleague))
        return object()

    monkeypatch.setattr(COPYING, "viewing_copy", made)
    with pytest.raises(NotAllowed):
        copy_file(**given(keyed_cast.triage_officer))
    assert "report.file_copied" not in [row[0] for row in log()]


def test_a_download_on_its_way_breaks_off_at_the_lock(
    keyed_cast: Cast, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plainsight.files.serve.LOOK_EVERY_S", 0)
    named = given(keyed_cast.triage_officer)
    taken = take_file(**named)
    answer = sealed_download(
        named["file_id"], taken.key, media_type="", size=9, may_go_on=taken.may_go_on
    )
    pieces = iter(answer)
    lock_file(**given(keyed_cast.colleague))
    with pytest.raises(BrokenOff):
        next(pieces)


def test_a_file_has_one_lock_at_a_time(keyed_cast: Cast, given: Given) -> None:
    lock_file(**given(keyed_cast.triage_officer))
    kept = FileLock.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        FileLock.objects.create(
            report=kept.report, file=kept.file, locked_by=kept.locked_by, reason=b""
        )

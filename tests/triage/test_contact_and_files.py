"""Contact details and files: apart from reading, each asked for and each logged."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from plainsight.core.ids import new_id
from plainsight.files import store
from plainsight.intake.answers import Contact
from plainsight.people.errors import NotNow, NotVisible
from plainsight.triage.services import show_contact, take_file
from plainsight.vault.stream import FileOpener
from tests.cast import Cast
from tests.reported import PICTURE, TOLD, Reported
from tests.triage.conftest import Log

AsRole = Callable[[str], AbstractContextManager[None]]


def by(cast: Cast, report_id: Any, **more: Any) -> dict[str, Any]:
    officer = more.pop("officer", cast.triage_officer)
    unlocked = cast.keys[cast.triage_officer]
    return {"officer": officer, "unlocked": unlocked, "report_id": report_id, **more}


def test_looking_at_the_contact_is_a_consultation_of_its_own(
    keyed_cast: Cast, reported: Reported, as_role: AsRole, log: Log
) -> None:
    report = reported()
    with as_role("desk"):
        assert show_contact(**by(keyed_cast, report.id, rule=0)) == TOLD.contact
    who = keyed_cast.triage_officer.id
    assert log() == [("report.contact_shown", who, "report", report.id, {"window": "unsaid"})]


def test_a_report_without_contact_shows_and_logs_none(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    report = reported(contact=Contact())
    with pytest.raises(NotNow):
        show_contact(**by(keyed_cast, report.id, rule=0))
    assert log() == []


def test_a_file_opens_with_the_key_that_was_given_and_is_logged(
    keyed_cast: Cast, reported: Reported, as_role: AsRole, log: Log
) -> None:
    report = reported(picture=PICTURE)
    file_id = report.attachments.get().id
    with as_role("desk"):
        taken = take_file(**by(keyed_cast, report.id, file_id=file_id))
    opened = b"".join(FileOpener(taken.key, file_id).opened(store.read(file_id)))
    assert (opened, taken.number, taken.note.name) == (PICTURE, 1, "yard.jpg")
    who = keyed_cast.triage_officer.id
    detail = {"file": str(file_id), "hash": "matches", "virus": "unasked"}
    assert log() == [("report.file_taken", who, "report", report.id, detail)]


def test_another_reports_file_is_not_this_ones(
    keyed_cast: Cast, reported: Reported, log: Log
) -> None:
    report, other = reported(), reported(picture=PICTURE)
    for file_id in (other.attachments.get().id, new_id()):
        with pytest.raises(NotVisible):
            take_file(**by(keyed_cast, report.id, file_id=file_id))
    assert log() == []


@pytest.mark.parametrize("part", ["stranger", "auditor", "administrator"])
def test_nobody_else_is_shown_or_given_anything(
    keyed_cast: Cast, reported: Reported, log: Log, part: str
) -> None:
    report = reported(picture=PICTURE)
    officer = getattr(keyed_cast, part)
    with pytest.raises(NotVisible):
        show_contact(**by(keyed_cast, report.id, rule=0, officer=officer))
    file_id = report.attachments.get().id
    with pytest.raises(NotVisible):
        take_file(**by(keyed_cast, report.id, officer=officer, file_id=file_id))
    assert log() == []

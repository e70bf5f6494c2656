"""What a report says: joined when it was taken up again, forgiving to read, never too long."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from plainsight.core.ids import new_id
from plainsight.intake import conversations, drafts, sending
from plainsight.intake.answers import (
    LIMITS,
    MOST_FILES,
    TEXTS,
    Answers,
    Contact,
    FileNote,
    decode,
    from_values,
)
from plainsight.intake.draft import LARGEST, Draft, sealed
from plainsight.intake.errors import DraftFull, NotNow
from plainsight.intake.models import Draft as Row
from plainsight.intake.models import Report
from plainsight.intake.windows import CODES
from tests.intake.conftest import TOLD
from tests.intake.test_drafts import note

EARLIER = Answers(
    way="me", what="A", address="Yard", signs=("IND013",), danger_now=True, about_me=True
)


def full(letter: str) -> Answers:
    """Every field as long as a form takes it, in one letter."""
    texts: dict[str, Any] = {name: letter * LIMITS[name] for name in TEXTS}
    line = letter * LIMITS["contact"]
    named = [
        FileNote(new_id(), letter * LIMITS["name"], 2**30, "f" * 64, "application/x-" + "y" * 60)
        for _ in range(MOST_FILES)
    ]
    signs = tuple(f"IND{number:03}" for number in range(60))
    short = letter * LIMITS["word"]
    contact = Contact(line, "phone", line, line, line, "yes", CODES, short, short)
    return Answers(**texts, signs=signs, contact=contact, files=tuple(named))


def test_every_text_has_its_limit_and_is_a_field() -> None:
    assert set(TEXTS) < set(LIMITS)
    assert set(TEXTS) < {one.name for one in fields(Answers)}


def test_texts_are_joined_and_nothing_is_lost() -> None:
    both = Answers.merged(EARLIER, Answers(what="B", when="At night", signs=("IND001", "IND013")))
    assert (both.what, both.address, both.when) == ("A\n\nB", "Yard", "At night")
    assert both.signs == ("IND013", "IND001")
    assert (both.way, both.danger_now, both.about_me) == ("me", True, True)


def test_what_is_answered_again_counts() -> None:
    later = Answers(way="seen", about_me=False, danger_now=False, contact=Contact(value="b"))
    both = Answers.merged(replace(EARLIER, contact=Contact(value="a")), later)
    assert (both.way, both.about_me, both.danger_now) == ("seen", False, False)
    assert both.contact == Contact(value="b")
    assert Answers.merged(EARLIER, Answers()).contact == EARLIER.contact
    assert Answers.merged(TOLD, Answers()).contact == TOLD.contact


def test_files_of_both_times_go_along_once() -> None:
    one, two = note("one.jpg"), note("two.jpg")
    both = Answers.merged(Answers(files=(one,)), Answers(files=(one, two)))
    assert both.files == (one, two)


def test_what_is_written_is_read_back() -> None:
    told = replace(TOLD, files=(note(),), signs=("IND001",), is_finished=False, way="young")
    assert decode(told.encode()) == told


@pytest.mark.parametrize(
    ("values", "means"),
    [
        ({}, Answers()),
        ({"what": "A", "later_field": 7}, Answers(what="A")),
        ({"where": "Yard", "contact": {"how": "phone", "value": "1", "safe": "noon"}},
         Answers(directions="Yard", contact=Contact(how="phone", value="1", safe="noon"))),
        ({"where": "old", "directions": "new"}, Answers(directions="new")),
        ({"contact": {"unheard": 1}}, Answers()),
    ],
)  # fmt: skip
def test_missing_and_unknown_fields_are_forgiven(values: dict[str, Any], means: Answers) -> None:
    assert from_values(values) == means


@pytest.mark.parametrize(
    "text",
    [
        b"", b"7", b"[]", b"null", b"{", b"\xff", b'{"what": 5}', b'{"what": null}',
        b'{"signs": [1]}', b'{"signs": 5}', b'{"danger_now": "yes"}', b'{"danger_now": 1}',
        b'{"contact": null}', b'{"contact": {"windows": "any"}}', b'{"contact": {"windows": [1]}}',
        b'{"source": 1}', b'{"contact": []}', b'{"contact": {"how": 1}}', b'{"way": {}}',
        b'{"files": [7]}', b'{"files": [{"id": "x"}]}', b'{"language": null}',
        b'{"is_finished": "no"}', b'{"is_finished": null}', b"[" * 200_000,
        json.dumps({"files": [{"id": str(new_id()), "name": "a", "size": "5",
                               "sha256": "", "type": ""}]}).encode(),
    ],
)  # fmt: skip
def test_what_a_forger_seals_is_refused_by_its_type(text: bytes) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        decode(text)


@pytest.mark.django_db
@pytest.mark.parametrize("letter", ["\x01", "🚐", "語"])
def test_a_full_report_that_was_taken_up_and_filled_again_is_sent(
    letter: str, team: object
) -> None:
    begun = drafts.begin(full(letter))
    drafts.keep_code(begun.cookie, share_unfinished=True)
    again = conversations.open_by_code(begun.return_code)
    assert isinstance(again, Draft)
    written = replace(full(letter), files=())
    drafts.change(again.cookie, **{name: getattr(written, name) for name in (*TEXTS, "contact")})
    assert len(bytes(Row.objects.get().body)) <= LARGEST
    for one in begun.answers.files:
        _has_row(begun, one)
    sending.send(again.cookie)
    assert len(bytes(Report.objects.get().body)) <= LARGEST


def _has_row(draft: Draft, file: FileNote) -> None:
    from plainsight.intake.models import Attachment

    Attachment.objects.create(id=file.id, draft_id=draft.key.locator, size_class=5)


@pytest.mark.django_db
def test_a_draft_that_can_hold_no_more_says_so_and_keeps_what_it_has(team: object) -> None:
    begun = drafts.begin(Answers(what="\x01" * 90_000))
    with pytest.raises(DraftFull) as refusal:
        drafts.change(begun.cookie, when="\x01" * 20_000)
    assert isinstance(refusal.value, NotNow), "views keep the typed text"
    assert drafts.find(begun.cookie) == begun
    assert len(sealed(begun)) <= LARGEST

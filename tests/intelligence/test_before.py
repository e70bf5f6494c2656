"""What comes from before or from elsewhere: an older grading, and what was said in a chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plainsight.intake.models import Message
from plainsight.intelligence.grading import legacy_words
from plainsight.intelligence.sealing import open_body, seal_body
from plainsight.intelligence.telling import said
from plainsight.triage.services.open_report import Written
from plainsight.vault.box import new_key
from tests.cast import Browser
from tests.intelligence.conftest import BODY, Unit
from tests.intelligence.test_pages import filled, text


def test_an_older_grading_is_kept_shown_and_converted_by_a_person(
    unit: Unit, browser: Browser
) -> None:
    """Both stand on the page; the grades of today are those that the writer chose."""
    desk = browser.sign_in(unit.writer, unlocked=True)
    page = desk.get("/intelligence/new/")
    wrong = desk.post("/intelligence/new/", filled(page, legacy="F24"))
    assert wrong.status_code == 422
    assert "two digits 1 to 5, such as B24" in text(wrong)
    answer = desk.post("/intelligence/new/", filled(page, legacy="b24"))
    shown = text(desk.get(answer["Location"]))
    assert "B24" in shown
    assert "B Mostly reliable" in shown
    assert "2 Known to the source personally, not to who reported it" in shown
    assert "Handling code 4 of the force that graded it" in shown


@pytest.mark.parametrize("legacy", ["", "24", "B2", "B26", "Z11", "b24", "B245"])
def test_what_is_no_older_grading_is_refused(legacy: str) -> None:
    """The words are asked for a whole grading only."""
    with pytest.raises(ValueError, match="5x5x5"):
        legacy_words(legacy)


def test_a_body_from_before_the_older_gradings_still_opens(unit: Unit) -> None:
    """A report that was sealed without the field has none."""
    intel, key = unit.submitted(), new_key()
    sealed = seal_body(key, intel.id, replace(BODY, legacy="A11"))
    assert open_body(key, intel.id, sealed).legacy == "A11"
    assert open_body(key, intel.id, seal_body(key, intel.id, BODY)).legacy == ""


def test_what_was_said_in_a_chat_stands_beside_the_form() -> None:
    """The reporter's words and their interpreter's; not the desk's, and no file or contact."""
    at = datetime(2026, 11, 1, tzinfo=UTC)
    who = Message.Author
    messages = [
        Written(1, who.REPORTER, "text", "They lock the door.", at, is_new=False),
        Written(2, who.DESK, "text", "Are you safe?", at, is_new=False),
        Written(3, who.INTERPRETER, "text", "She says no.", at, is_new=False),
        Written(4, who.REPORTER, "file", "", at, is_new=False),
        Written(5, who.REPORTER, "text", "  ", at, is_new=False),
    ]
    assert said(messages) == ["They lock the door.", "She says no."]

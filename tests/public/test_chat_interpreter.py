"""The page on which an interpreter joins: one use, one answer to every code that opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from plainsight.chat.visiting import ChatVisit, taken_up
from plainsight.public.cookies import CHAT
from tests.chat.test_joining import invited
from tests.public.conftest import Reporter

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(open_chat: Reporter) -> ChatVisit:
    """The hold of a visitor whose chat is under way."""
    open_chat.send("/c/", text="They keep my papers", stop_word="See you")
    found = taken_up(open_chat.cookies[CHAT].value)
    assert found
    return found


def test_a_code_leads_into_the_chat_once(visit: ChatVisit, as_role: AsRole) -> None:
    with as_role("owner"):
        code = invited(visit)
    first, second = Reporter(), Reporter()
    answer = first.send("/c/i/", code=code)
    assert (answer.status_code, answer["Location"]) == (303, "/c/")
    page = first.get("/c/").content.decode()
    assert "They keep my papers" not in page
    assert "Leave the chat" in page
    assert "/c/k/" not in page
    again, wrong = second.send("/c/i/", code=code), second.send("/c/i/", code="1")
    for refused in (again, wrong):
        assert refused.status_code == 422
        assert "This code opens nothing." in refused.content.decode()


def test_an_interpreter_leaves_and_begins_no_chat(visit: ChatVisit, as_role: AsRole) -> None:
    with as_role("owner"):
        code = invited(visit)
    interpreter = Reporter()
    interpreter.send("/c/i/", code=code)
    kept = interpreter.cookies[CHAT].value
    assert interpreter.post("/c/e/").status_code == 200
    interpreter.cookies[CHAT] = kept
    for answer in (interpreter.get("/c/"), interpreter.post("/c/", {"text": "still here"})):
        assert (answer.status_code, answer["Location"]) == (303, "/c/z/")


def test_without_cookies_no_code_is_used_up(visit: ChatVisit, as_role: AsRole) -> None:
    with as_role("owner"):
        code = invited(visit)
    assert Reporter().post("/c/i/?c", {"code": code}).status_code == 422
    assert Reporter().send("/c/i/", code=code).status_code == 303

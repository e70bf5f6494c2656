"""The chat without scripts: begun, said, read on, left and ended, or made a report of."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse

from plainsight.chat.models import Chat
from plainsight.core.clock import now
from plainsight.intake import gates
from plainsight.intake.models import Message, Report
from tests.public.conftest import Reporter

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


def page(visitor: Reporter, path: str = "/c/") -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def begin(visitor: Reporter, **fields: str) -> None:
    answer = visitor.send("/c/", **fields)
    assert (answer.status_code, answer["Location"]) == (303, "/c/")


def say(visitor: Reporter, text: str) -> HttpResponse:
    named = re.search(r'name="id" value="([^"]+)"', page(visitor, "/c/w/"))
    assert named
    return visitor.post("/c/", {"text": text, "id": named[1]})


def as_owner(as_role: AsRole, state: str) -> None:
    with as_role("owner"):
        Chat.objects.update(state=state, operator=uuid4(), accepted_at=now())


def test_hours_wait_and_promises_come_before_anything_is_typed(open_chat: Reporter) -> None:
    first = page(open_chat)
    assert "The chat is open." in first
    assert "No one waits before you." in first
    assert not open_chat.cookies


def test_a_whole_chat_without_scripts(open_chat: Reporter, as_role: AsRole) -> None:
    begin(open_chat, text="They keep my papers", stop_word="See you", danger_now="yes")
    shown = page(open_chat)
    assert "They keep my papers" in shown
    assert "See you" not in shown
    assert 'http-equiv="refresh"' in shown
    assert "You are next." in shown
    as_owner(as_role, "open")
    assert say(open_chat, "Are you there?").status_code == 303
    assert page(open_chat).count("Are you there?") == 1
    assert open_chat.get("/c/k/").status_code == 200
    assert open_chat.post("/c/e/").status_code == 200
    assert open_chat.cookies["__Host-h"].value == ""
    with as_role("owner"):
        assert Chat.objects.get().ended_by == "visitor"


def test_a_message_that_is_sent_twice_is_said_once(open_chat: Reporter, as_role: AsRole) -> None:
    begin(open_chat)
    named = str(uuid4())
    for _ in range(2):
        open_chat.post("/c/", {"text": "Once", "id": named})
    open_chat.post("/c/", {"text": "Changed since", "id": named})
    with as_role("owner"):
        assert Message.objects.filter(author="reporter").count() == 2


def test_the_stop_word_ends_it_and_leads_away(open_chat: Reporter, as_role: AsRole) -> None:
    begin(open_chat, stop_word="See you")
    answer = say(open_chat, "see YOU!")
    assert (answer.status_code, answer["Location"]) == (303, "/leave/")
    assert open_chat.cookies["__Host-h"].value == ""
    with as_role("owner"):
        assert Chat.objects.get().ended_by == "stop"
        assert not Message.objects.filter(author="reporter").exclude(seq=2).exists()


def test_quick_exit_leaves_and_the_place_is_kept(open_chat: Reporter, as_role: AsRole) -> None:
    begin(open_chat)
    assert open_chat.post("/leave/").status_code == 204
    with as_role("owner"):
        chat = Chat.objects.get()
        assert (chat.state, chat.left_at is not None) == ("waiting", True)


def test_outside_the_hours_what_was_typed_becomes_a_report(
    reporter: Reporter, as_role: AsRole
) -> None:
    assert "The chat is closed now." in page(reporter)
    refused = reporter.send("/c/")
    assert refused.status_code == 422
    answer = reporter.send("/c/", text="They sleep in the van")
    assert (answer.status_code, answer["Location"]) == (303, "/r/k/")
    assert "Your code" in page(reporter, "/r/k/")
    with as_role("owner"):
        assert Report.objects.count() == 1
        assert not Chat.objects.exists()


def test_who_does_not_want_to_wait_makes_a_report_of_it(
    open_chat: Reporter, as_role: AsRole
) -> None:
    begin(open_chat, text="A man at the car wash")
    assert "Make a report of it?" in page(open_chat, "/c/r/")
    done = open_chat.post("/c/r/").content.decode()
    with as_role("owner"):
        reference = Report.objects.get().reference
    assert reference in done
    assert 'class="code"' in done


def test_a_page_with_scripts_hears_what_is_new_and_keeps_what_is_not_sent(
    open_chat: Reporter,
) -> None:
    begin(open_chat, text="First")
    answer = open_chat.get("/c/n/?after=1")
    assert (answer["X-Last"], answer["X-State"]) == ("2", "waiting")
    assert "First" in answer.content.decode()
    assert "First" not in open_chat.get("/c/n/?after=2").content.decode()
    assert open_chat.post("/c/t/", {"text": "half a"}).status_code == 204
    assert ">\nhalf a</textarea>" in page(open_chat)
    assert open_chat.get("/c/l/").headers["x-live-topics"].endswith(":0")


def test_who_was_away_for_an_hour_finds_a_report_and_keeps_their_text(
    open_chat: Reporter, as_role: AsRole
) -> None:
    begin(open_chat, text="They keep my papers")
    as_owner(as_role, "open")
    for column, minutes in (("visitor_seen_at", 60), ("left_at", 45)):
        with as_role("owner"):
            past = now() - timedelta(minutes=minutes)
            Chat.objects.exclude(**{column: None}).update(**{column: past, "said_at": now()})
        with as_role("worker"):
            gates.value("sweep_chats")
    refused = open_chat.post("/c/", {"text": "Back from the tunnel", "id": str(uuid4())})
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert "Back from the tunnel" in shown
    assert "What you wrote is now a report." in shown
    with as_role("owner"):
        assert Report.objects.count() == 1
    code = re.findall(r"<span>[0-9A-Z]{4}", page(open_chat, "/c/k/"))
    assert len(code) == 5


def test_a_slow_chat_gives_the_text_back(open_chat: Reporter, as_role: AsRole) -> None:
    begin(open_chat, text="First")
    as_owner(as_role, "open")
    with as_role("owner"):
        Chat.objects.update(slow_s=30)
    answer = say(open_chat, "And more")
    assert answer.status_code == 422
    assert "And more" in answer.content.decode()
    assert "seconds" in answer.content.decode()


def test_a_browser_without_cookies_gets_its_text_back(open_chat: Reporter) -> None:
    first = open_chat.send("/c/?c", text="Kept all the same")
    assert first.status_code == 422
    assert "Kept all the same" in first.content.decode()


def test_who_came_by_a_code_and_destroyed_it_begins_anew(
    open_chat: Reporter, as_role: AsRole
) -> None:
    begin(open_chat, text="First")
    code = re.search(r'<p class="code"[^>]*>(.*?)</p>', page(open_chat, "/c/k/"))
    assert code
    typed = re.sub("<[^>]+>", "", code[1])
    other = Reporter()
    assert other.post("/m/", {"code": typed}).status_code == 303
    assert "Go on with the chat" in page(other, "/m/")
    assert other.post("/m/c/")["Location"] == "/c/"
    assert "First" not in page(other)
    other.post("/m/d/")
    begin(other, text="Another")
    with as_role("owner"):
        assert Chat.objects.count() == 2

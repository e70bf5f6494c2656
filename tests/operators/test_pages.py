"""The pages of the live chat at the desk, as an officer's browser sees them."""

from __future__ import annotations

import re

import pytest

from plainsight.chat.models import Chat
from plainsight.people.models import Officer
from tests.cast import Browser
from tests.operators.conftest import Room

pytestmark = pytest.mark.django_db


def test_an_operator_accepts_talks_notes_and_makes_a_report(room: Room, browser: Browser) -> None:
    visit = room.visitor(danger_now=True)
    desk = browser.sign_in(room.cast.triage_officer, unlocked=True)
    shown = desk.get("/chat/").content.decode()
    assert "Danger now" in shown
    assert "Somali" in shown
    here = f"/chat/{visit.conversation}/"
    assert desk.post(f"{here}accept/").status_code == 302
    shown = desk.get(here).content.decode()
    assert "They keep my papers" in shown
    client = re.search(r'name="client" value="([^"]+)"', shown)
    assert client
    for _ in range(2):
        assert desk.post(f"{here}say/", {"text": "Hello", "client": client[1]}).status_code == 302
    desk.post(f"{here}phrase/", {"phrase": "under_18", "language": "en", "client": client[1]})
    desk.post(f"{here}note/", {"note": "Careful"})
    assert desk.post(f"{here}say/", {"text": "", "client": client[1]}).status_code == 422
    shown = desk.get(here).content.decode()
    assert shown.count('<p class="ps-words" dir="auto">Hello</p>') == 1
    assert "Careful" in shown
    news = desk.get(f"{here}after/?after=4")
    assert (news["X-Last"], "Hello" in news.content.decode()) == ("6", True)
    report = desk.post(f"{here}report/")
    assert report["Location"] == f"/reports/{Chat.objects.get().report}/"
    assert "They keep my papers" in desk.get(report["Location"]).content.decode()


def test_taking_chats_opens_the_public_chat(room: Room, browser: Browser) -> None:
    desk = browser.sign_in(room.cast.colleague, unlocked=True)
    assert "You are not taking chats." in desk.get("/chat/").content.decode()
    desk.post("/chat/there/", {"take": "yes"})
    assert "You are taking chats." in desk.get("/chat/").content.decode()


def test_everybody_who_may_accept_is_alarmed_while_somebody_waits(
    room: Room, browser: Browser
) -> None:
    room.visitor()

    def alarmed(officer: Officer) -> bool:
        desk = Browser().sign_in(officer)
        return "Somebody is waiting in the live chat." in desk.get("/account/").content.decode()

    assert alarmed(room.cast.triage_officer)
    assert not alarmed(room.cast.auditor)

"""A block: asked for by one, agreed by another, gone at midnight, and never in a report's way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from plainsight.chat import beginning
from plainsight.chat.beginning import Opening
from plainsight.chat.models import Block, Chat
from plainsight.chat.visiting import ChatVisit
from plainsight.core.clock import now
from plainsight.intake import drafts, sending
from plainsight.operators.services import taking
from plainsight.operators.services.blocking import agree, ask_block, asked, lift
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Officer
from tests.cast import Browser
from tests.operators.conftest import AsRole, Room

Logged = Callable[[], list[tuple[str, UUID | None]]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(room: Room) -> ChatVisit:
    """A chat of the triage officer's, of which it is known where it came from."""
    visit = ChatVisit.new()
    with room.as_role("public"):
        found = beginning.network("192.0.2.7")
        assert beginning.begin(visit, Opening(text="Threats"), network=found) == "begun"
    taking.accept(room.at(visit))
    return visit


def ask(room: Room, visit: ChatVisit, officer: Officer | None = None) -> Block:
    acting = room.at(visit, officer)
    ask_block(acting, unlocked=room.cast.keys[acting.officer], reason="They threaten us")
    return Block.objects.get()


def again(room: Room, address: str = "192.0.2.7") -> str:
    with room.as_role("public"):
        found = beginning.network(address)
        return beginning.begin(ChatVisit.new(), Opening(text="More"), network=found)


def test_nothing_is_blocked_before_a_second_officer_agrees(
    room: Room, visit: ChatVisit, as_role: AsRole, logged: Logged
) -> None:
    with as_role("desk"):
        block = ask(room, visit)
    assert again(room) == "begun"
    with as_role("desk"):
        with pytest.raises(NotNow, match="somebody else"):
            agree(room.cast.triage_officer, block=block.id)
        agree(room.cast.colleague, block=block.id)
        agree(room.cast.supervisor, block=block.id)
    assert again(room) == "blocked"
    assert again(room, "192.0.2.8") == "begun"
    assert Block.objects.get().agreed_by == room.cast.colleague.id
    assert logged()[-2:] == [
        ("chat.block_asked", room.cast.triage_officer.id),
        ("chat.block_agreed", room.cast.colleague.id),
    ]


def test_a_block_never_keeps_anybody_from_reporting(room: Room, visit: ChatVisit) -> None:
    block = ask(room, visit)
    agree(room.cast.colleague, block=block.id)
    assert again(room) == "blocked"
    with room.as_role("public"):
        draft = drafts.begin(Opening(text="More").answers)
        assert sending.send(draft.cookie, read=draft).reference


def test_a_lifted_block_blocks_nobody(room: Room, visit: ChatVisit, as_role: AsRole) -> None:
    block = ask(room, visit)
    agree(room.cast.colleague, block=block.id)
    with as_role("desk"):
        lift(room.cast.triage_officer, block=block.id)
        with pytest.raises(NotVisible):
            agree(room.cast.colleague, block=block.id)
    assert again(room) == "begun"


def test_a_block_ends_with_the_day_and_its_hash_with_it(
    room: Room, visit: ChatVisit, as_role: AsRole
) -> None:
    block = ask(room, visit)
    assert timedelta(0) < block.until - now() <= timedelta(days=1)
    assert (block.until.hour, block.until.minute) == (0, 0)
    Block.objects.update(until=now() - timedelta(seconds=1), agreed_by=uuid4(), agreed_at=now())
    assert again(room) == "begun"
    Chat.objects.update(arrived_at=now() - timedelta(days=1))
    with as_role("worker"):
        from plainsight.intake import gates

        gates.value("purge_chats", 35)
    assert not Block.objects.exists()
    assert set(Chat.objects.values_list("network", flat=True)) == {None}


def test_the_reason_is_sealed_and_reading_it_is_logged(
    room: Room, visit: ChatVisit, logged: Logged
) -> None:
    ask(room, visit)
    (one,) = asked(room.cast.colleague, unlocked=room.cast.keys[room.cast.colleague])
    assert (one.reason, one.by, one.agreed_by, one.is_mine) == (
        "They threaten us",
        room.cast.triage_officer.name,
        "",
        False,
    )
    assert logged()[-1] == ("chat.block_read", room.cast.colleague.id)


def test_who_may_not_neither_asks_nor_agrees(room: Room, visit: ChatVisit) -> None:
    with pytest.raises((NotVisible, NotAllowed)):
        ask(room, visit, room.cast.colleague)
    block = ask(room, visit)
    for part in ("auditor", "administrator", "stranger"):
        with pytest.raises((NotVisible, NotAllowed)):
            agree(getattr(room.cast, part), block=block.id)
    with pytest.raises(NotNow, match="already"):
        ask_block(room.at(visit), unlocked=room.cast.keys[room.cast.triage_officer], reason="Again")


def test_a_chat_of_another_day_is_blocked_no_more(room: Room, visit: ChatVisit) -> None:
    Chat.objects.update(network=None)
    with pytest.raises(NotNow, match="another day"):
        ask(room, visit)


def test_the_database_lets_nobody_agree_with_themselves(room: Room, visit: ChatVisit) -> None:
    block = ask(room, visit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.update(agreed_by=block.asked_by, agreed_at=now())


def test_two_officers_walk_it_at_the_desk(room: Room, visit: ChatVisit, browser: Browser) -> None:
    here = f"/chat/{visit.conversation}/block/"
    first = browser.sign_in(room.cast.triage_officer, unlocked=True)
    assert first.post(here, {"reason": ""}).status_code == 422
    assert first.post(here, {"reason": "They threaten us"}).status_code == 302
    block = {"block": str(Block.objects.get().id), "do": "agree"}
    assert "waits for a second officer" in first.get("/chat/").content.decode()
    refused = first.post("/chat/blocks/", block)
    assert (refused.status_code, b"somebody else" in refused.content) == (422, True)
    second = browser.sign_in(room.cast.colleague, unlocked=True)
    assert "They threaten us" in second.get("/chat/blocks/").content.decode()
    assert second.post("/chat/blocks/", block).status_code == 302
    assert "In force" in second.get("/chat/blocks/").content.decode()
    assert second.post("/chat/blocks/", block | {"do": "lift"}).status_code == 302
    assert "There are none today." in second.get("/chat/blocks/").content.decode()
    for wrong in ({"block": "?"}, block | {"do": "?"}):
        assert second.post("/chat/blocks/", wrong).status_code == 404

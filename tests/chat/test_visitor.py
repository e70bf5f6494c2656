"""A visitor's chat: begun once, said once, read on from any number, left and come back to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F

from plainsight.chat import beginning, visitor
from plainsight.chat.models import Chat, Closure, Count, Presence
from plainsight.chat.visiting import ChatVisit, taken_up
from plainsight.core.clock import now
from plainsight.intake import conversations
from plainsight.intake.answers import decode
from plainsight.intake.conversations import Visit
from plainsight.intake.messages import Said, seal_message
from plainsight.intake.models import Conversation, Report
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.models import Erasure, RecordKey
from plainsight.vault.opening import open_envelope
from tests.chat.conftest import OPENING, Room

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


def gate(name: str, *arguments: Any) -> Any:
    places = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT gate.{name}({places})", arguments)
        return cursor.fetchone()[0]


def log(visit: ChatVisit, after: int = 0) -> list[str]:
    return [
        one.event or (one.said.text if one.said else "?")
        for one in visitor.rows(visit, after=after)
    ]


def accept(room: Room, visit: ChatVisit) -> None:
    Chat.objects.filter(conversation=visit.conversation).update(
        state="open", operator=room.operator, accepted_at=now(), operator_seen_at=now()
    )


def operator_says(room: Room, visit: ChatVisit, text: str) -> Any:
    client = uuid4()
    body = seal_message(visit.key, visit.conversation, "desk", client, Said("text", text))
    return gate("chat_operator_says", visit.conversation, room.operator, client, body)


def age(visit: ChatVisit, **columns: str) -> None:
    changes = ", ".join(f"{name} = now() - interval '{ago}'" for name, ago in columns.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE chat_chat SET {changes} WHERE conversation_id = %s",  # noqa: S608 (our own words)
            [visit.conversation],
        )


def test_a_chat_begins_once_with_its_stop_word_and_first_words(
    visit: ChatVisit, as_role: AsRole
) -> None:
    with as_role("public"):
        assert beginning.begin(visit, OPENING) == "already"
        assert log(visit) == ["opened", visit.stop_word, OPENING.text]
        found = visitor.stands(visit)
    assert found is not None
    assert (found.state, found.ahead, found.last_seq) == ("waiting", 0, 3)
    assert Chat.objects.get().rank == 0


def test_the_cookie_opens_the_same_chat_and_nothing_else_does(visit: ChatVisit) -> None:
    assert taken_up(visit.token()) == visit
    assert taken_up(visit.token()[:-4] + "AAAA") is None
    assert taken_up("nonsense") is None
    assert taken_up(None) is None


def test_what_is_sent_twice_is_said_once_and_the_cursor_reads_on(
    room: Room, visit: ChatVisit, as_role: AsRole
) -> None:
    client = uuid4()
    with as_role("public"):
        first = visitor.say(visit, client_id=client, said=Said("text", "They took my papers"))
        assert (
            visitor.say(visit, client_id=client, said=Said("text", "They took my papers")) == first
        )
    assert (first.name, first.seq) == ("said", 4)
    accept(room, visit)
    with as_role("desk"):
        assert operator_says(room, visit, "Are you safe?") == 5
    with as_role("public"):
        assert log(visit, after=4) == ["Are you safe?"]
        assert log(visit, after=5) == []


def test_only_its_own_operator_says_anything(room: Room, visit: ChatVisit) -> None:
    assert operator_says(room, visit, "not accepted yet") is None
    accept(room, visit)
    assert operator_says(replace(room, operator=uuid4()), visit, "somebody else") is None
    visitor.end(visit, is_stop=True)
    assert operator_says(room, visit, "after the stop word") is None
    assert Chat.objects.get().ended_by == "stop"


def test_the_stop_word_is_known_whatever_its_case_and_marks(visit: ChatVisit) -> None:
    assert visitor.is_stop(visit, " see you at MUMS! ")
    assert not visitor.is_stop(visit, "see you")
    assert not visitor.is_stop(replace(visit, stop_word=""), "")


def test_who_leaves_has_left_and_who_comes_back_is_back(visit: ChatVisit, as_role: AsRole) -> None:
    with as_role("public"):
        visitor.keep_unsent(visit, "half a sen")
        found = visitor.stands(visit)
        assert found is not None
        assert visitor.unsent(visit, found) == "half a sen"
        visitor.leave(visit)
        visitor.leave(visit)
        assert log(visit, after=3) == ["left"]
        found = visitor.stands(visit)
        assert found is not None
        assert visitor.unsent(visit, found) == ""
        assert log(visit, after=3) == ["left", "back"]


def test_a_visit_by_code_shows_nothing_said_before(visit: ChatVisit) -> None:
    found = conversations.open_by_code(visit.code)
    assert isinstance(found, Visit)
    again = ChatVisit.by_code(found, after=3)
    assert log(again) == []
    assert visitor.say(again, client_id=uuid4(), said=Said("text", "me again")).seq == 4
    assert log(again) == ["me again"]


def test_slow_mode_and_a_stilled_chat_keep_what_is_typed(room: Room, visit: ChatVisit) -> None:
    accept(room, visit)
    Chat.objects.update(slow_s=30)
    refused = visitor.say(visit, client_id=uuid4(), said=Said("text", "again"))
    assert refused.name == "slow"
    assert 0 < refused.wait_s <= 30
    operator_says(room, visit, "Go on")
    assert visitor.say(visit, client_id=uuid4(), said=Said("text", "again")).name == "said"
    Chat.objects.update(slow_s=0, is_stilled=True)
    assert visitor.say(visit, client_id=uuid4(), said=Said("text", "x")).name == "stilled"
    visitor.end(visit)
    assert visitor.say(visit, client_id=uuid4(), said=Said("text", "x")).name == "ended"


def test_nothing_begins_when_nobody_is_there_or_the_day_is_closed(
    room: Room, as_role: AsRole
) -> None:
    Presence.objects.update(is_taking=False)
    with as_role("public"):
        assert beginning.outlook().state == "nobody"
        assert beginning.begin(ChatVisit.new(), OPENING) == "closed"
    Closure.objects.create(day=now().date(), words="A holiday")
    assert (beginning.outlook().state, beginning.outlook().why) == ("closed", "A holiday")
    assert beginning.outlook().opens_at is not None
    assert len(beginning.week()) == 14


def test_it_becomes_the_report_that_was_sealed_at_the_start(
    room: Room, visit: ChatVisit, as_role: AsRole
) -> None:
    with as_role("public"):
        reference = visitor.make_report(visit)
        assert visitor.make_report(visit) == reference
    report = Report.objects.get()
    assert (report.reference, report.channel, report.id) == (reference, "chat", visit.report)
    assert Conversation.objects.get().report == report
    envelope = RecordKey.objects.get(record=report.id).envelope
    assert envelope is not None
    key = open_envelope(room.team.private, envelope, Context("report", report.id, "key"))
    told = decode(box.unseal(key, report.body, Context("report", report.id, "body")))
    assert (told.what, told.danger_now, told.language) == (OPENING.text, True, "so")
    assert log(visit, after=3) == ["ended_report", "report"]


@pytest.mark.parametrize(
    ("columns", "expected", "becomes_report"),
    [
        ({"visitor_seen_at": "80 seconds"}, ["left"], False),
        ({"left_at": "16 minutes"}, ["ended_abandoned", "report"], True),
        ({"arrived_at": "11 minutes"}, ["ended_report", "report"], True),
    ],
)
def test_time_sees_to_who_waits(
    visit: ChatVisit,
    as_role: AsRole,
    columns: dict[str, str],
    expected: list[str],
    becomes_report: bool,  # noqa: FBT001 (a case of the table)
) -> None:
    age(visit, **columns)
    with as_role("worker"):
        assert gate("sweep_chats") == 1
    assert log(visit, after=3) == expected
    assert Report.objects.exists() is becomes_report


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"operator_seen_at": "70 seconds"}, ["paused"]),
        ({"said_at": "11 minutes"}, ["idle"]),
        ({"said_at": "16 minutes"}, ["ended_idle", "report"]),
    ],
)
def test_time_sees_to_who_talks(
    room: Room, visit: ChatVisit, columns: dict[str, str], expected: list[str]
) -> None:
    accept(room, visit)
    age(visit, **columns)
    assert gate("sweep_chats") == 1
    assert log(visit, after=3) == expected


def test_what_became_no_report_is_thrown_away_in_time_unless_it_is_held(visit: ChatVisit) -> None:
    visitor.end(visit)
    age(visit, ended_at="29 days")
    Chat.objects.update(is_held=True)
    assert gate("purge_chats", 35) == 0
    Chat.objects.update(is_held=False)
    assert gate("purge_chats", 35) == 1
    assert not Conversation.objects.exists()
    assert not RecordKey.objects.exists()
    assert set(Erasure.objects.values_list("kind", flat=True)) == {"conversation", "report"}


def test_planning_counts_what_came_and_how_it_went(room: Room, visit: ChatVisit) -> None:
    Chat.objects.update(accepted_at=F("arrived_at"))
    visitor.end(visit)
    counted = {(one.measure, one.bucket): one.number for one in Count.objects.all()}
    assert counted == {
        ("arrived", ""): 1,
        ("wait", "1"): 1,
        ("length", "1"): 1,
        ("ended", "visitor"): 1,
    }
    chat = Chat.objects.get()
    assert chat.arrived_at.minute == chat.arrived_at.second == 0


def test_the_hash_of_a_network_changes_with_the_days_key(room: Room) -> None:
    first = beginning.network("192.0.2.7")
    assert first == beginning.network("192.0.2.7")
    assert first != beginning.network("192.0.2.8")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM chat_daykey")
    assert beginning.network("192.0.2.7") != first

"""Operators in chats: one winner, words to and fro, hand-overs, ends, and who may not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection

from plainsight.chat import visitor
from plainsight.chat.models import Chat
from plainsight.chat.visiting import ChatVisit
from plainsight.intake.messages import Said
from plainsight.intake.models import Report
from plainsight.operators.queries import seats
from plainsight.operators.services import ending, noting, taking, talking
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Officer
from plainsight.triage.services import open_report
from tests.operators.conftest import AsRole, Room

Logged = Callable[[], list[tuple[str, UUID | None]]]
pytestmark = pytest.mark.django_db


def said(visit: ChatVisit, after: int = 0) -> list[str]:
    return [
        one.event or (one.said.text if one.said else "?")
        for one in visitor.rows(visit, after=after)
    ]


def opened(room: Room, visit: ChatVisit, officer: Officer | None = None) -> talking.OpenedChat:
    acting = room.at(visit, officer)
    return talking.open_chat(acting, unlocked=room.cast.keys[acting.officer])


def say(room: Room, visit: ChatVisit, text: str, client: UUID | None = None) -> int:
    acting = room.at(visit)
    key = room.cast.keys[acting.officer]
    return talking.say(acting, unlocked=key, client_id=client or uuid4(), said=Said("text", text))


def test_words_go_to_and_fro_and_the_log_has_none_of_them(
    room: Room, as_role: AsRole, logged: Logged
) -> None:
    visit = room.visitor()
    with as_role("desk"):
        taking.accept(room.at(visit))
        client = uuid4()
        assert say(room, visit, "Are you safe?", client) == say(
            room, visit, "Are you safe?", client
        )
        key = room.cast.keys[room.cast.triage_officer]
        phrase = talking.phrase("under_18", "en")
        talking.say(room.at(visit), unlocked=key, client_id=uuid4(), said=phrase)
    with as_role("public"):
        assert said(visit, after=3) == ["joined", "Are you safe?", "Are you under 18?"]
        visitor.say(visit, client_id=uuid4(), said=Said("text", "Yes"))
    with as_role("desk"):
        shown = opened(room, visit)
        assert [one.text for one in shown.lines if one.author == "reporter"] == [
            "See you at mum's",
            "They keep my papers",
            "Yes",
        ]
        assert seats(room.cast.triage_officer)[0].unread == 0
    who = room.cast.triage_officer.id
    assert [verb for verb, _ in logged()] == [
        "chat.accepted",
        *["chat.said"] * 3,
        "chat.read",
    ]
    assert {actor for _, actor in logged()} == {who}


def test_the_room_is_ordered_by_risk_and_then_by_time(room: Room) -> None:
    later = [room.visitor(), room.visitor(), room.visitor(danger_now=True)]
    order = [one.chat.pk for one in seats(room.cast.triage_officer)]
    assert order == [one.conversation for one in (later[2], later[0], later[1])]


def test_who_comes_second_is_told_who_has_it(room: Room) -> None:
    visit = room.visitor()
    taking.accept(room.at(visit))
    taking.accept(room.at(visit))
    with pytest.raises(NotNow, match="has accepted this chat"):
        taking.accept(room.at(visit, room.cast.colleague))
    assert said(visit, after=3) == ["joined"]


def test_a_hand_over_has_a_summary_and_is_never_silent(room: Room) -> None:
    visit, colleague = room.visitor(), room.cast.colleague
    taking.accept(room.at(visit))
    key = room.cast.keys[room.cast.triage_officer]
    taking.hand_over(room.at(visit), unlocked=key, to=colleague.id, summary="Alone until six")
    assert say(room, visit, "A colleague will take over") > 0
    taking.accept(room.at(visit, colleague))
    assert said(visit)[-1] == "handed_over"
    assert opened(room, visit, colleague).notes[0].text == "Alone until six"
    with pytest.raises(NotNow):
        say(room, visit, "Still me")
    assert "Alone until six" not in " ".join(said(visit))


def test_a_chat_handed_to_the_room_waits_there_and_the_visitor_knows(room: Room) -> None:
    visit = room.visitor()
    taking.accept(room.at(visit))
    key = room.cast.keys[room.cast.triage_officer]
    taking.hand_over(room.at(visit), unlocked=key, to=None, summary="My shift ends")
    assert said(visit)[-1] == "paused"
    opened(room, visit)
    assert Chat.objects.get().state == "paused"
    taking.accept(room.at(visit, room.cast.colleague))
    assert said(visit)[-1] == "handed_over"


def test_an_operator_whose_line_comes_back_takes_the_chat_up(room: Room) -> None:
    visit = room.visitor()
    taking.accept(room.at(visit))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE chat_chat SET operator_seen_at = now() - interval '2 minutes'")
        cursor.execute("SELECT gate.sweep_chats()")
    assert said(visit)[-1] == "paused"
    opened(room, visit)
    assert said(visit)[-1] == "resumed"
    assert Chat.objects.get().state == "open"


def test_after_the_stop_word_nothing_more_is_said(room: Room) -> None:
    visit = room.visitor()
    taking.accept(room.at(visit))
    visitor.end(visit, is_stop=True)
    with pytest.raises(NotNow, match="stop word"):
        say(room, visit, "Hello?")
    assert opened(room, visit).is_stopped


def test_notes_are_sealed_and_never_in_the_visitors_log(room: Room, logged: Logged) -> None:
    visit = room.visitor()
    taking.accept(room.at(visit))
    key = room.cast.keys[room.cast.triage_officer]
    noting.note(room.at(visit), unlocked=key, text="Sounds very young")
    assert [one.text for one in opened(room, visit).notes] == ["Sounds very young"]
    assert said(visit, after=3) == ["joined"]
    assert ("chat.noted", room.cast.triage_officer.id) in logged()


def test_one_action_makes_a_report_with_the_whole_log(room: Room, as_role: AsRole) -> None:
    visit = room.visitor(danger_now=True)
    with as_role("desk"):
        taking.accept(room.at(visit))
        say(room, visit, "Where are you?")
        report = ending.make_report(room.at(visit))
        assert ending.make_report(room.at(visit)) == report
        officer = room.cast.triage_officer
        shown = open_report(officer=officer, unlocked=room.cast.keys[officer], report_id=report)
    assert shown.account.what == "They keep my papers"
    assert [one.text for one in shown.messages] == [
        "See you at mum's",
        "They keep my papers",
        "Where are you?",
    ]
    assert shown.report.channel == "chat"
    assert Report.objects.count() == 1


def test_slow_still_and_end_are_told_to_the_visitor(room: Room) -> None:
    visit = room.visitor()
    taking.accept(room.at(visit))
    ending.slow(room.at(visit), seconds=20)
    ending.slow(room.at(visit), seconds=0)
    ending.still(room.at(visit), is_on=True)
    ending.still(room.at(visit), is_on=False)
    ending.end(room.at(visit))
    ending.end(room.at(visit))
    assert said(visit, after=4) == ["slow", "slow_off", "stilled", "stilled_off", "ended_operator"]


@pytest.mark.parametrize("part", ["auditor", "administrator", "stranger"])
def test_who_has_nothing_to_do_with_chats_knows_of_none(room: Room, part: str) -> None:
    visit, officer = room.visitor(), getattr(room.cast, part)
    assert seats(officer) == []
    with pytest.raises((NotVisible, NotAllowed)):
        taking.accept(room.at(visit, officer))
    with pytest.raises((NotVisible, NotAllowed)):
        ending.make_report(room.at(visit, officer))


def test_only_a_supervisor_looks_on_holds_and_ends_a_colleagues_chat(room: Room) -> None:
    visit = room.visitor()
    taking.accept(room.at(visit))
    with pytest.raises(NotAllowed):
        opened(room, visit, room.cast.colleague)
    with pytest.raises(NotAllowed):
        ending.end(room.at(visit, room.cast.colleague))
    with pytest.raises(NotAllowed):
        ending.hold(room.at(visit), is_on=True)
    ending.hold(room.at(visit, room.cast.supervisor), is_on=True)
    assert not opened(room, visit, room.cast.supervisor).is_mine
    ending.end(room.at(visit, room.cast.supervisor))
    assert Chat.objects.get().ended_by == "supervisor"


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_the_same_moment_have_one_winner(room: Room) -> None:
    visit, start, won = room.visitor(), threading.Barrier(2), []

    def accept(officer: Officer) -> None:
        start.wait()
        try:
            taking.accept(room.at(visit, officer))
        except NotNow:
            pass
        else:
            won.append(officer.id)
        finally:
            connection.close()

    both = [
        threading.Thread(target=accept, args=[one])
        for one in (room.cast.triage_officer, room.cast.colleague)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert won == [Chat.objects.get().operator]
    assert said(visit, after=3) == ["joined"]

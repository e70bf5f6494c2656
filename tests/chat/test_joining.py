"""An interpreter joins once, sees what follows, and leaves without ending anything."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.chat import joining, visitor
from plainsight.chat.joining import open_invitation
from plainsight.chat.models import Chat, Interpreter
from plainsight.chat.visiting import ChatVisit, taken_up
from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intake.messages import Said
from plainsight.intake.returncodes import new_code, spell

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


def invited(visit: ChatVisit, *, minutes: int = 30) -> str:
    """Return the code of an invitation from the third row on."""
    code, invitation = new_code(), new_id()
    wrap = joining.wrap(code, invitation=invitation, conversation=visit.conversation, key=visit.key)
    Interpreter.objects.create(
        id=invitation,
        chat_id=visit.conversation,
        locator=joining.locator(code),
        wrap=wrap,
        language="so",
        invited_by=uuid4(),
        until=now() + timedelta(minutes=minutes),
        from_seq=3,
    )
    return code


def joined(visit: ChatVisit) -> ChatVisit:
    found = open_invitation(invited(visit))
    assert found is not None
    return found


def test_an_interpreter_sees_what_follows_and_speaks(visit: ChatVisit, as_role: AsRole) -> None:
    code = invited(visit)
    with as_role("public"):
        held = open_invitation(spell(code).lower())
        assert held is not None
        assert (held.party, held.language, held.from_seq) == ("interpreter", "so", 3)
        assert (held.code, held.stop_word, held.report_key) == ("", "", b"")
        assert taken_up(held.token()) == held
        visitor.say(held, client_id=uuid4(), said=Said("text", "Waan ku caawin"))
        assert [row.seq for row in visitor.rows(held, after=0)] == [4, 5]
        said = visitor.rows(visit, after=3)
    assert said[0].event == "interpreter"
    assert said[1].said == Said("text", "Waan ku caawin")
    place = Interpreter.objects.get()
    assert (place.wrap, bytes(place.locator)) == (None, held.locator)
    entry = AuditEntry.objects.get(verb="chat.interpreter_joined")
    assert (entry.actor_kind, entry.actor_id) == ("interpreter", place.id)


def test_a_code_is_used_up(visit: ChatVisit) -> None:
    code = invited(visit)
    assert open_invitation(code) is not None
    assert open_invitation(code) is None
    assert AuditEntry.objects.filter(verb="chat.interpreter_joined").count() == 1


def test_codes_that_open_nothing_are_all_alike(visit: ChatVisit) -> None:
    code = invited(visit)
    assert open_invitation("nonsense") is None
    assert open_invitation(new_code()) is None
    assert open_invitation(visit.code) is None
    assert open_invitation(invited(visit, minutes=-1)) is None
    visitor.end(visit)
    assert open_invitation(code) is None
    assert not AuditEntry.objects.filter(verb="chat.interpreter_joined").exists()


def test_a_wrap_moved_to_another_invitation_opens_nothing(visit: ChatVisit) -> None:
    codes = [invited(visit), invited(visit)]
    wraps = {bytes(one.locator): one.wrap for one in Interpreter.objects.all()}
    Interpreter.objects.filter(locator=joining.locator(codes[0])).update(
        wrap=wraps[joining.locator(codes[1])]
    )
    assert open_invitation(codes[0]) is None


def test_who_leaves_ends_nothing_and_does_not_come_back(visit: ChatVisit, as_role: AsRole) -> None:
    held = joined(visit)
    with as_role("public"):
        visitor.end(held)
        visitor.leave(held)
        visitor.leave(held)
        assert visitor.stands(held) is None
        assert visitor.rows(held, after=0) == []
        assert [row.event for row in visitor.rows(visit, after=4)] == ["interpreter_left"]
    assert Chat.objects.get().state == "waiting"
    assert AuditEntry.objects.filter(verb="chat.interpreter_left").count() == 1


def test_when_the_chat_ends_the_interpreter_is_out(visit: ChatVisit) -> None:
    held = joined(visit)
    visitor.end(visit)
    assert visitor.stands(held) is None
    assert visitor.say(held, client_id=uuid4(), said=Said("text", "x")).name == "unknown"

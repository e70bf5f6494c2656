"""Operators invite interpreters by a code that is shown once, and take them out again."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.chat import visitor
from plainsight.chat.joining import open_invitation
from plainsight.chat.models import Interpreter
from plainsight.chat.visiting import ChatVisit
from plainsight.operators.services import ending, taking
from plainsight.operators.services.interpreting import Invitation, invite, places, withdraw
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Officer
from tests.cast import Browser
from tests.operators.conftest import AsRole, Room

Logged = Callable[[], list[tuple[str, UUID | None]]]
pytestmark = pytest.mark.django_db


def invited(room: Room, visit: ChatVisit, officer: Officer | None = None) -> Invitation:
    acting = room.at(visit, officer)
    return invite(acting, unlocked=room.cast.keys[acting.officer], language="so")


@pytest.fixture
def visit(room: Room) -> ChatVisit:
    """A chat that the triage officer has accepted."""
    visit = room.visitor()
    taking.accept(room.at(visit))
    return visit


def test_an_invited_interpreter_joins_from_there_on(
    room: Room, visit: ChatVisit, as_role: AsRole, logged: Logged
) -> None:
    with as_role("desk"):
        invitation = invited(room, visit)
        assert not places(visit.conversation)[0].has_joined
    with as_role("public"):
        held = open_invitation(invitation.code)
        assert held is not None
        assert [row.event for row in visitor.rows(held, after=0)] == ["interpreter"]
    with as_role("desk"):
        assert [one.has_joined for one in places(visit.conversation)] == [True]
    assert logged()[-1] == ("chat.interpreter_invited", room.cast.triage_officer.id)
    detail = AuditEntry.objects.get(verb="chat.interpreter_invited").detail
    assert detail == {"invitation": str(invitation.id), "language": "so"}
    assert invitation.link.endswith(f"/c/i/#{invitation.code}")
    assert invitation.code not in repr(invitation)


def test_a_new_code_takes_the_place_of_one_that_nobody_used(room: Room, visit: ChatVisit) -> None:
    first, second = invited(room, visit), invited(room, visit)
    assert open_invitation(first.code) is None
    assert open_invitation(second.code) is not None
    third = invited(room, visit)
    assert [one.id for one in places(visit.conversation)] == [second.id, third.id]


def test_a_withdrawn_code_opens_nothing(room: Room, visit: ChatVisit, as_role: AsRole) -> None:
    with as_role("desk"):
        invitation = invited(room, visit)
        for _ in range(2):
            withdraw(room.at(visit), invitation=invitation.id)
        assert places(visit.conversation) == []
    assert open_invitation(invitation.code) is None
    assert Interpreter.objects.get().wrap is None
    entry = AuditEntry.objects.get(verb="chat.interpreter_withdrawn")
    assert entry.detail == {"invitation": str(invitation.id), "joined": False}


def test_an_interpreter_who_is_taken_out_reads_no_more(room: Room, visit: ChatVisit) -> None:
    invitation = invited(room, visit)
    held = open_invitation(invitation.code)
    assert held is not None
    withdraw(room.at(visit, room.cast.supervisor), invitation=invitation.id)
    assert visitor.stands(held) is None
    assert visitor.rows(visit, after=0)[-1].event == "interpreter_left"


def test_nobody_invites_into_a_chat_that_is_not_theirs_or_over(
    room: Room, visit: ChatVisit
) -> None:
    with pytest.raises(NotNow):
        invited(room, visit, room.cast.colleague)
    with pytest.raises(NotNow, match="language"):
        invite(
            room.at(visit), unlocked=room.cast.keys[room.cast.triage_officer], language="nonsense"
        )
    ending.end(room.at(visit))
    with pytest.raises(NotNow):
        invited(room, visit)
    assert not Interpreter.objects.exists()
    assert not AuditEntry.objects.filter(verb="chat.interpreter_invited").exists()


@pytest.mark.parametrize("part", ["auditor", "administrator", "stranger", "colleague"])
def test_who_may_not_takes_nobody_out(room: Room, visit: ChatVisit, part: str) -> None:
    invitation = invited(room, visit)
    with pytest.raises((NotVisible, NotAllowed)):
        withdraw(room.at(visit, getattr(room.cast, part)), invitation=invitation.id)
    assert open_invitation(invitation.code) is not None


def test_an_invitation_is_withdrawn_only_in_its_own_chat(room: Room, visit: ChatVisit) -> None:
    other = room.visitor()
    taking.accept(room.at(other))
    with pytest.raises(NotVisible):
        withdraw(room.at(other), invitation=invited(room, visit).id)
    with pytest.raises(NotVisible):
        withdraw(room.at(visit), invitation=uuid4())


def test_the_page_shows_a_code_once(
    room: Room, visit: ChatVisit, browser: Browser, as_role: AsRole
) -> None:
    desk, here = (
        browser.sign_in(room.cast.triage_officer, unlocked=True),
        f"/chat/{visit.conversation}/",
    )
    shown = desk.post(f"{here}interpreter/", {"language": "so"}).content.decode()
    found = re.search(r"/c/i/#([0-9A-Z-]{24})<", shown)
    assert found
    after = desk.get(here).content.decode()
    assert found[1] not in after
    assert "Withdraw the invitation" in after
    assert desk.post(f"{here}interpreter/", {"language": "?"}).status_code == 422
    assert desk.post(f"{here}withdraw/", {"invitation": "?"}).status_code == 404
    sent = {"invitation": str(Interpreter.objects.get().id)}
    assert desk.post(f"{here}withdraw/", sent).status_code == 302
    with as_role("public"):
        assert open_invitation(found[1]) is None

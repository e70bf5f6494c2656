"""Coming back by a code: what is new is read, what was read is gone, and nothing else opens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plainsight.audit.models import AuditEntry
from plainsight.core.clock import this_hour
from plainsight.intake import conversations, returncodes
from plainsight.intake.conversations import Visit
from plainsight.intake.errors import CodeUnknown, ConversationClosed
from plainsight.intake.messages import Said, seal_message, unseal_message
from plainsight.intake.models import Conversation, Message, ReturnCode
from plainsight.intake.queries import messages
from plainsight.intake.services import desk_message, mark_replies_read
from plainsight.vault import box
from tests.intake.conftest import Given

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(given_report: Given) -> Visit:
    found = conversations.open_by_code(returncodes.spell(given_report.code).lower())
    assert found is not None
    return found


def ask(visit: Visit, text: str) -> int:
    client = uuid4()
    body = seal_message(visit.key, visit.conversation, "desk", client, Said("text", text))
    seq, is_new = desk_message(conversation=visit.conversation, client_id=client, sealed_body=body)
    assert is_new
    return seq


def shown(visit: Visit) -> list[str]:
    return [one.text for one in conversations.unread(visit)]


def test_question_and_answer_go_to_and_fro(visit: Visit, as_role: AsRole) -> None:
    with as_role("desk"):
        asked = ask(visit, "Which days?")
    with as_role("public"):
        received = conversations.unread(visit)
        assert [(one.seq, one.text, one.is_kept) for one in received] == [(1, "Which days?", False)]
        assert conversations.answer(visit, client_id=uuid4(), text="Mondays ☀") == 2
        conversations.acknowledge(visit, up_to=asked)
        assert shown(visit) == []
    with as_role("desk"):
        reply = messages(visit.conversation).get(seq=2)
    assert reply.author == "reporter"
    assert reply.sent_at == this_hour()
    assert unseal_message(
        visit.key, visit.conversation, "reporter", reply.client_id, reply.body
    ) == Said("text", "Mondays ☀")


def test_a_message_stays_until_it_was_acknowledged(visit: Visit) -> None:
    ask(visit, "Which days?")
    assert shown(visit) == shown(visit) == ["Which days?"]


def test_only_what_was_shown_is_acknowledged(visit: Visit) -> None:
    first = ask(visit, "Which days?")
    ask(visit, "And how many?")
    conversations.acknowledge(visit, up_to=first)
    assert shown(visit) == ["And how many?"]
    assert Message.objects.get(seq=first).read_at == this_hour()


def test_what_is_kept_is_shown_until_it_is_let_go(visit: Visit) -> None:
    seq = ask(visit, "Which days?")
    conversations.acknowledge(visit, up_to=seq, keep=True)
    assert [one.is_kept for one in conversations.unread(visit)] == [True]
    conversations.acknowledge(visit, up_to=seq, keep=False)
    assert shown(visit) == []
    conversations.acknowledge(visit, up_to=seq, keep=True)
    assert shown(visit) == [], "what is gone does not come back"


def test_an_answer_that_is_sent_twice_is_one_message(visit: Visit) -> None:
    client = uuid4()
    first = conversations.answer(visit, client_id=client, text="Mondays")
    assert conversations.answer(visit, client_id=client, text="Mondays") == first == 1
    assert conversations.answer(visit, client_id=uuid4(), text="And Fridays") == 2
    verbs = AuditEntry.objects.filter(verb="message.received")
    assert [entry.subject_id for entry in verbs] == [visit.conversation] * 2


def test_a_question_that_is_sent_twice_is_one_message(visit: Visit) -> None:
    client = uuid4()
    send = {"conversation": visit.conversation, "client_id": client, "sealed_body": b"x" * 64}
    assert desk_message(**send) == (1, True)  # type: ignore[arg-type]  # one dict of three types
    assert desk_message(**send) == (1, False)  # type: ignore[arg-type]  # as above


def test_desk_and_reporter_may_happen_on_one_client_id(visit: Visit) -> None:
    client = uuid4()
    conversations.answer(visit, client_id=client, text="Mondays")
    assert desk_message(
        conversation=visit.conversation, client_id=client, sealed_body=b"x" * 64
    ) == (2, True)


def test_the_holder_of_a_code_never_sees_what_was_written_before(visit: Visit) -> None:
    conversations.answer(visit, client_id=uuid4(), text="I am afraid of my boss")
    assert shown(visit) == []


def test_replies_count_as_read_for_the_desk_and_questions_do_not(visit: Visit) -> None:
    ask(visit, "Which days?")
    conversations.answer(visit, client_id=uuid4(), text="Mondays")
    mark_replies_read(conversation=visit.conversation, up_to=2)
    assert [bool(one.read_at) for one in messages(visit.conversation)] == [False, True]


def test_a_destroyed_code_opens_nothing_and_the_desk_knows(
    visit: Visit, given_report: Given, as_role: AsRole
) -> None:
    ask(visit, "Which days?")
    with as_role("public"):
        conversations.destroy(visit)
        conversations.destroy(visit)
        assert conversations.open_by_code(given_report.code) is None
        assert conversations.unread(visit) == []
        with pytest.raises(CodeUnknown):
            conversations.answer(visit, client_id=uuid4(), text="Still there?")
        with pytest.raises(CodeUnknown):
            conversations.acknowledge(visit, up_to=9)
    assert ReturnCode.objects.count() == 0
    assert Conversation.objects.get().state == "closed"
    assert AuditEntry.objects.filter(verb="code.destroyed").count() == 1
    with pytest.raises(ConversationClosed):
        ask(visit, "Are you there?")


@pytest.mark.parametrize("kind", ["unknown", "one letter wrong", "no code", "empty", "destroyed"])
def test_whatever_does_not_open_takes_the_same_steps(
    kind: str, given_report: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = given_report.code
    if kind == "destroyed":
        found = conversations.open_by_code(code)
        assert found
        conversations.destroy(found)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    typed = {"unknown": returncodes.new_code(), "one letter wrong": wrong, "destroyed": code}
    steps: list[str] = []
    for module, name in (
        (returncodes, "wrapping_key"),
        (box, "unseal"),
    ):
        monkeypatch.setattr(module, name, _counting(getattr(module, name), name, steps))
    with CaptureQueriesContext(connection) as statements:
        assert conversations.open_by_code(typed.get(kind, "" if kind == "empty" else "x")) is None
    assert len(statements) == 1
    assert "gate.by_code" in statements[0]["sql"]
    assert steps == ["wrapping_key", "unseal"]


def _counting(real: Callable[..., object], name: str, steps: list[str]) -> Callable[..., object]:
    def call(*given: object) -> object:
        steps.append(name)
        return real(*given)

    return call


def test_the_code_of_one_conversation_does_not_open_a_swapped_row(
    given_report: Given, visit: Visit
) -> None:
    row = ReturnCode.objects.get()
    row.wrap = bytes(row.wrap)[:-1] + bytes([bytes(row.wrap)[-1] ^ 1])
    row.save()
    assert conversations.open_by_code(given_report.code) is None

"""What a reporter adds by their code: a withdrawal, another way to be reached, files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from plainsight.intake import conversations, queries
from plainsight.intake.answers import Contact
from plainsight.intake.conversations import Visit
from plainsight.intake.draft import file_key
from plainsight.intake.errors import CodeUnknown, NotNow, TooManyFiles
from plainsight.intake.messages import LONGEST, Said, seal_message, unseal_message
from plainsight.intake.models import Attachment, Message
from plainsight.intake.packing import packed
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen
from tests.intake.conftest import Given
from tests.intake.test_drafts import note

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db
KEY, PLACE, CLIENT = b"k" * 32, UUID(int=3), UUID(int=4)


@pytest.fixture
def visit(given_report: Given) -> Visit:
    found = conversations.open_by_code(given_report.code)
    assert isinstance(found, Visit)
    return found


def said(visit: Visit) -> list[Said]:
    """What the desk reads, in order."""
    return [
        unseal_message(visit.key, visit.conversation, "reporter", one.client_id, one.body)
        for one in queries.messages(visit.conversation)
    ]


def test_each_kind_arrives_as_what_it_is(visit: Visit, as_role: AsRole) -> None:
    contact, file = Contact("Sam", "text", "01632 960 002", "after six", "no voice", "no"), note()
    with as_role("public"):
        numbers = [
            conversations.answer(visit, client_id=uuid4(), text="Mondays"),
            conversations.withdraw(visit, client_id=uuid4(), text="I am safe now"),
            conversations.withdraw(visit, client_id=uuid4()),
            conversations.change_contact(visit, client_id=uuid4(), contact=contact),
            conversations.attach(visit, client_id=uuid4(), note=file, text="The yard"),
        ]
    assert numbers == [1, 2, 3, 4, 5]
    assert said(visit) == [
        Said("text", "Mondays"),
        Said("withdraw", "I am safe now"),
        Said("withdraw"),
        Said("contact", contact=contact),
        Said("file", "The yard", file=file),
    ]


def test_the_kind_cannot_be_told_from_the_row(visit: Visit) -> None:
    conversations.answer(visit, client_id=uuid4(), text="x")
    conversations.withdraw(visit, client_id=uuid4())
    assert {len(bytes(one.body)) for one in Message.objects.all()} == {29 + 256}


def test_a_file_belongs_to_the_conversation_and_opens_by_its_key(
    visit: Visit, given_report: Given, as_role: AsRole
) -> None:
    file = note()
    with as_role("public"):
        conversations.attach(visit, client_id=uuid4(), note=file)
    row = queries.attachments_of_conversation(visit.conversation).get()
    assert (row.id, row.draft_id, row.report_id, row.size_class) == (file.id, None, None, 17)
    assert conversations.file_key(visit, file.id) == file_key(visit.key, file.id)
    assert conversations.file_key(visit, file.id) != given_report.draft.file_key(file.id)
    assert conversations.unread(visit) == [], "the holder of the code never sees it again"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM gate.orphan_files(%s)", [[file.id]])
        assert cursor.fetchone() == (0,)


def test_a_file_that_is_sent_twice_is_one_file(visit: Visit) -> None:
    file, client = note(), uuid4()
    first = conversations.attach(visit, client_id=client, note=file)
    assert conversations.attach(visit, client_id=client, note=file) == first
    assert (Attachment.objects.count(), Message.objects.count()) == (1, 1)


def test_a_conversation_takes_ten_files_and_no_eleventh(visit: Visit) -> None:
    clients = [uuid4() for _ in range(10)]
    for client in clients:
        conversations.attach(visit, client_id=client, note=note())
    with pytest.raises(TooManyFiles):
        conversations.attach(visit, client_id=uuid4(), note=note())
    assert conversations.attach(visit, client_id=clients[9], note=note()) == 10, "said already"
    assert conversations.answer(visit, client_id=uuid4(), text="No more room?") == 11
    assert Attachment.objects.count() == 10


def test_a_file_of_something_else_cannot_be_taken_along(visit: Visit, given_report: Given) -> None:
    theirs = note()
    Attachment.objects.create(id=theirs.id, report=given_report.report, size_class=5)
    with pytest.raises(NotNow), transaction.atomic():
        conversations.attach(visit, client_id=uuid4(), note=theirs)
    assert Attachment.objects.get().report_id == given_report.report.id
    assert Message.objects.count() == 0


def test_with_the_code_destroyed_nothing_more_comes(visit: Visit) -> None:
    conversations.destroy(visit)
    with pytest.raises(CodeUnknown):
        conversations.withdraw(visit, client_id=uuid4())
    with pytest.raises(CodeUnknown):
        conversations.change_contact(visit, client_id=uuid4(), contact=Contact())
    with pytest.raises(CodeUnknown):
        conversations.attach(visit, client_id=uuid4(), note=note())
    assert Message.objects.count() == Attachment.objects.count() == 0


def test_a_file_has_exactly_one_place(visit: Visit, given_report: Given) -> None:
    report, conversation = given_report.report, visit.conversation
    for places in ({}, {"report": report, "conversation_id": conversation}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attachment.objects.create(id=uuid4(), size_class=5, **places)


def test_the_longest_message_fits_through_the_gate(visit: Visit) -> None:
    line = "\x01" * 500
    conversations.answer(visit, client_id=uuid4(), text="\x01" * LONGEST)
    contact = Contact(line, "phone", line, line, line, "yes")
    conversations.change_contact(visit, client_id=uuid4(), contact=contact)
    assert said(visit)[0] == Said("text", "\x01" * LONGEST)


def test_what_the_first_version_sealed_is_still_read() -> None:
    context = Context("conversation", PLACE, f"message:desk:{CLIENT}")
    sealed = box.seal(KEY, b"Which days? {}", context)
    assert unseal_message(KEY, PLACE, "desk", CLIENT, sealed) == Said("text", "Which days? {}")


def test_a_message_opens_in_its_own_place_only() -> None:
    sealed = seal_message(KEY, PLACE, "reporter", CLIENT, Said("withdraw"))
    assert unseal_message(KEY, PLACE, "reporter", CLIENT, sealed) == Said("withdraw")
    for key, place, author, client in (
        (b"x" * 32, PLACE, "reporter", CLIENT),
        (KEY, CLIENT, "reporter", CLIENT),
        (KEY, PLACE, "desk", CLIENT),
        (KEY, PLACE, "reporter", PLACE),
    ):
        with pytest.raises(CannotOpen):
            unseal_message(key, place, author, client, sealed)  # type: ignore[arg-type]  # a plain tuple


@pytest.mark.parametrize(
    "forged",
    [
        b"", b"text", b"[" * 100_000, b"[]", b"7", packed({}), packed({"kind": "order"}),
        packed({"kind": ["text"]}), packed({"kind": "text", "text": 5}), packed({"kind": "file"}),
        packed({"kind": "contact", "contact": []}), packed({"kind": "contact", "contact": None}),
        packed({"kind": "file", "file": {"id": "x"}}),
    ],
)  # fmt: skip
def test_what_a_forger_seals_is_no_message(forged: bytes) -> None:
    context = Context("conversation", PLACE, f"message:reporter:{CLIENT}", 2)
    with pytest.raises(CannotOpen):
        unseal_message(KEY, PLACE, "reporter", CLIENT, box.seal(KEY, forged, context))

"""Files in a chat: sealed to it, once each, with a reason for what cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plainsight.chat import visitor
from plainsight.chat.models import Chat
from plainsight.chat.visiting import ChatVisit, taken_up
from plainsight.core import formtokens
from plainsight.files import store
from plainsight.intake.draft import file_key
from plainsight.intake.models import Attachment
from plainsight.public.cookies import CHAT
from plainsight.vault.stream import FileOpener
from tests.public.conftest import Reporter

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


def file(name: str = "van.txt", content: bytes = b"a white van") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def visit(open_chat: Reporter) -> ChatVisit:
    """The hold of a visitor whose chat is under way."""
    open_chat.send("/c/", text="They keep my papers", stop_word="See you")
    found = taken_up(open_chat.cookies[CHAT].value)
    assert found
    return found


def names(visit: ChatVisit) -> list[str]:
    rows = visitor.rows(visit, after=0)
    return [row.said.file.name for row in rows if row.said and row.said.file]


def test_files_come_into_the_log_sealed(open_chat: Reporter, visit: ChatVisit) -> None:
    answer = open_chat.send("/c/f/", file=[file(), file("b.txt", b"more")])
    assert (answer.status_code, answer["Location"]) == (303, "/c/")
    assert names(visit) == ["van.txt", "b.txt"]
    note = next(row.said.file for row in visitor.rows(visit, after=0) if row.said and row.said.file)
    opener = FileOpener(file_key(visit.key, note.id), note.id)
    assert b"".join(opener.opened(store.read(note.id))) == b"a white van"
    assert "van.txt" in open_chat.get("/c/").content.decode()


def test_a_file_that_is_sent_twice_is_one(open_chat: Reporter, visit: ChatVisit) -> None:
    token = formtokens.issue("chat_files")
    first = open_chat.send("/c/f/", file=file(), form_token=token)
    again = open_chat.send("/c/f/", file=file(), form_token=token)
    assert (first.status_code, again.status_code) == (303, 422)
    assert names(visit) == ["van.txt"]


def test_what_cannot_be_taken_gets_a_reason(
    open_chat: Reporter, visit: ChatVisit, as_role: AsRole
) -> None:
    assert b"Choose a file first." in open_chat.send("/c/f/").content
    assert b"That file is empty" in open_chat.send("/c/f/", file=file(content=b"")).content
    with as_role("owner"):
        Chat.objects.update(is_stilled=True)
    assert b"asks you to wait" in open_chat.send("/c/f/", file=file()).content
    with as_role("owner"):
        Chat.objects.update(is_stilled=False)
    many = [file(f"{number}.txt", bytes([number + 65])) for number in range(11)]
    assert b"there is no room for more" in open_chat.send("/c/f/", file=many).content
    with as_role("owner"):
        assert Attachment.objects.filter(conversation=visit.conversation).count() == 10


def test_after_the_end_nothing_is_added(open_chat: Reporter, visit: ChatVisit) -> None:
    visitor.end(visit)
    assert b"The chat is over" in open_chat.send("/c/f/", file=file()).content
    assert names(visit) == []


def test_without_a_chat_nothing_is_taken(open_chat: Reporter) -> None:
    assert open_chat.send("/c/f/", file=file())["Location"] == "/c/"


def test_without_a_database_the_page_says_so(
    open_chat: Reporter, visit: ChatVisit, no_database: Callable[[], None]
) -> None:
    assert visit
    no_database()
    assert open_chat.send("/c/f/", file=file()).status_code == 503

"""What the holder of a code may ask for besides: to stop, another way to be reached, more files."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from plainsight.files import store
from plainsight.intake import conversations
from plainsight.intake.answers import Contact
from plainsight.intake.conversations import Visit
from plainsight.intake.messages import Said, unseal_message
from plainsight.public.cookies import VISIT
from plainsight.vault.stream import FileOpener
from tests.public.conftest import Reporter
from tests.public.reading import token_on

CONTACT = {"how": "email", "value": "robin@example.org", "safe": "Write <little>", "message": "no"}
WISHES = {"/m/w/": {"text": "Please <stop>"}, "/m/s/": CONTACT}


@pytest.fixture
def arrived(visit: Visit) -> Callable[[], list[Said]]:
    """Give a function that reads what reached the desk, as its key opens it."""

    def read() -> list[Said]:
        from plainsight.intake.models import Message

        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            rows = list(Message.objects.filter(author="reporter").order_by("seq"))
            cursor.execute("SET ROLE plainsight_public")
        place = (visit.key, visit.conversation, "reporter")
        return [unseal_message(*place, one.client_id, bytes(one.body)) for one in rows]

    return read


def file(name: str = "van.txt", content: bytes = b"a white van") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.usefixtures("visit")
def test_the_pages_say_honestly_what_cannot_be_promised(reporter: Reporter) -> None:
    stop = reporter.get("/m/w/").content.decode()
    assert "We cannot forget that someone is in danger." in stop
    for path in ("/m/w/", "/m/s/", "/m/f/", "/m/"):
        page = reporter.get(path).content.decode()
        assert "olice" not in page
        assert "<title>Messages</title>" in page


def test_wishes_reach_the_desk_sealed_and_once(
    reporter: Reporter, arrived: Callable[[], list[Said]]
) -> None:
    for path, fields in WISHES.items():
        token = token_on(reporter.get(path).content)
        for _ in range(2):
            answer = reporter.send(path, **fields, form_token=token)
        assert answer["Location"] in {"/m/?asked", "/m/?changed"}
        assert b'role="status"' in reporter.get(answer["Location"]).content
    stop, contact = arrived()
    assert (stop.kind, stop.text) == ("withdraw", "Please <stop>")
    assert contact.kind == "contact"
    assert contact.contact == Contact(**CONTACT)


def test_no_word_is_needed_to_stop_and_no_contact_to_be_left_alone(
    reporter: Reporter, arrived: Callable[[], list[Said]]
) -> None:
    assert reporter.send("/m/w/")["Location"] == "/m/?asked"
    assert reporter.send("/m/s/")["Location"] == "/m/?changed"
    assert [said.kind for said in arrived()] == ["withdraw", "contact"]


@pytest.mark.usefixtures("visit")
def test_the_earlier_contact_is_never_shown(reporter: Reporter) -> None:
    reporter.send("/m/s/", **CONTACT)
    page = reporter.get("/m/s/").content.decode()
    assert "robin@example.org" not in page
    assert "Write &lt;little&gt;" not in page


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize("path", WISHES)
def test_what_is_wrong_keeps_what_was_typed(reporter: Reporter, path: str) -> None:
    fields = WISHES[path]
    typed = fields.get("text", fields.get("safe", "")).replace("<", "&lt;").replace(">", "&gt;")
    lost = reporter.send(path, **fields, form_token="")
    assert lost.status_code == 422
    assert typed in lost.content.decode()
    long = dict.fromkeys(("text", "safe"), "z" * 11000)
    assert reporter.send(path, **(fields | long)).status_code == 422
    cookie = reporter.cookies.pop(VISIT)
    ended = reporter.send(path, **fields)
    assert ended.status_code == 422
    assert typed in ended.content.decode()
    assert b"Type your code again" in ended.content
    wrong = reporter.send(path, **fields, code="wrong")
    assert b"We cannot open anything with that code." in wrong.content
    assert typed in wrong.content.decode()
    reporter.cookies[VISIT] = cookie.value
    assert reporter.send(path, **fields).status_code == 303


@pytest.mark.usefixtures("visit")
def test_a_contact_that_cannot_work_gets_its_message(reporter: Reporter) -> None:
    answer = reporter.send("/m/s/", how="phone", value="no number")
    assert answer.status_code == 422
    assert answer.content.count(b"too few digits") == 2


@pytest.mark.parametrize("path", WISHES)
def test_a_destroyed_code_asks_for_the_code_and_keeps_the_text(
    reporter: Reporter, visit: Visit, path: str
) -> None:
    conversations.destroy(visit)
    answer = reporter.send(path, **WISHES[path])
    assert answer.status_code == 422
    assert b"Type your code again" in answer.content


@pytest.mark.usefixtures("visit")
def test_without_a_database_everything_stays_on_its_page(
    reporter: Reporter, no_database: Callable[[], None]
) -> None:
    no_database()
    for path, fields in WISHES.items():
        answer = reporter.send(path, **fields)
        assert answer.status_code == 503
        assert b"&lt;" in answer.content
    assert reporter.send("/m/f/", file=file()).status_code == 503


def test_files_follow_a_report_sealed_for_the_desk(
    reporter: Reporter, visit: Visit, arrived: Callable[[], list[Said]]
) -> None:
    answer = reporter.send("/m/f/", file=[file(), file("b.txt", b"more")])
    assert answer["Location"] == "/m/?added"
    one, two = (said.file for said in arrived())
    assert one
    assert two
    assert [(note.name, note.size, note.type) for note in (one, two)] == [
        ("van.txt", 11, "text/plain"),
        ("b.txt", 4, "text/plain"),
    ]
    opener = FileOpener(conversations.file_key(visit, one.id), one.id)
    assert b"".join(opener.opened(store.read(one.id))) == b"a white van"
    assert b"van.txt" not in reporter.get("/m/f/").content


@pytest.mark.usefixtures("visit")
def test_files_that_cannot_be_taken_get_a_reason(reporter: Reporter) -> None:
    nothing = reporter.send("/m/f/")
    assert nothing.status_code == 422
    assert nothing.content.count(b"Choose a file first.") == 2
    assert b"That file is empty" in reporter.send("/m/f/", file=file(content=b"")).content
    many = [file(f"{number}.txt", bytes([number + 65])) for number in range(11)]
    answer = reporter.send("/m/f/", file=many)
    assert answer.status_code == 422
    assert b"there is no room for more" in answer.content


def test_files_without_a_visit_lead_to_the_code(reporter: Reporter) -> None:
    assert reporter.send("/m/f/", file=file())["Location"] == "/m/?ended"
    assert b"so the files were not sent" in reporter.get("/m/?ended").content


def test_an_old_id_names_no_other_message() -> None:
    from plainsight.public.returning import client_id

    nonce = UUID(int=1)
    assert client_id(nonce, "a") == client_id(nonce, "a") != client_id(nonce, "b")

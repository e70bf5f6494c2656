"""Whatever breaks while somebody writes in a chat: what was said is there once, and in order."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

import psycopg
import pytest

from bench.chat import COOKIE, begin, open_room, stream
from bench.stack import Stack, public_stack
from bench.visitor import Line
from plainsight.commands import processes

pytestmark = pytest.mark.slow
PATIENCE = 30.0
SAID = 204
TEXT = "They are back"
WAITS_FOR_A_LOCK = (
    "SELECT pid FROM pg_stat_activity "
    "WHERE usename = 'plainsight_public' AND wait_event_type = 'Lock'"
)
LATEST = "SELECT conversation_id FROM chat_chat ORDER BY arrived_at DESC LIMIT 1"


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with public_stack() as running, open_room(running):
        yield running


class Somebody:
    """A visitor in a chat of their own, who writes one message and means it."""

    def __init__(self, stack: Stack) -> None:
        """Begin the chat."""
        self.stack, self.port = stack, stack.house.public_port
        line = Line(self.port)
        self.cookie = begin(line)
        line.close()
        self.conversation: UUID = stack.rows(LATEST)[0][0]
        self.body = urlencode({"text": TEXT, "id": str(uuid4())})

    def write(self) -> int:
        """Send the message and return the answer's status."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        line.request("POST", "/c/", self.body, self._headers())
        try:
            return line.getresponse().status
        finally:
            line.close()

    def write_cut(self, bytes_sent: int) -> None:
        """Send so many bytes of the form, and hang up without waiting."""
        said = {**self._headers(), "Host": f"127.0.0.1:{self.port}"}
        said["Content-Length"] = str(len(self.body))
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(f"POST /c/ HTTP/1.1\r\n{head}\r\n{self.body[:bytes_sent]}".encode())

    def written(self) -> list[tuple[int, UUID]]:
        """What the log holds of this visitor, after their first words: numbers and ids."""
        query = (
            "SELECT seq, client_id FROM intake_message "
            "WHERE conversation_id = %s AND author = 'reporter' ORDER BY seq OFFSET 1"
        )
        return [(seq, name) for seq, name in self.stack.rows(query, self.conversation)]

    def is_there_once(self) -> bool:
        """Whether the message is in the log, once, under its own id."""
        name = UUID(self.body.rpartition("id=")[2])
        return [one for _seq, one in self.written()] == [uuid5(name, TEXT)]

    def _headers(self) -> dict[str, str]:
        return {
            "Cookie": f"{COOKIE}={self.cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            "X-Replace": "1",
        }


@pytest.fixture
def visitor(stack: Stack) -> Somebody:
    return Somebody(stack)


def until(is_so: Callable[[], object]) -> None:
    """Wait for something to be so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.02)


@contextmanager
def held(stack: Stack, conversation: UUID) -> Iterator[psycopg.Connection[object]]:
    """Keep everybody from writing in a conversation until the transaction ends."""
    with psycopg.connect(stack.server.url("superuser")) as holding:
        query = "SELECT FROM intake_conversation WHERE id = %s FOR UPDATE"
        holding.execute(query, [conversation])
        yield holding


def test_what_is_cut_on_its_way_in_is_not_there_and_sent_again_is_there_once(
    visitor: Somebody,
) -> None:
    visitor.write_cut(len(visitor.body) // 2)
    assert visitor.write() == SAID
    assert visitor.is_there_once()


def test_what_arrived_but_got_no_answer_is_there_once_when_sent_again(visitor: Somebody) -> None:
    visitor.write_cut(len(visitor.body))
    until(visitor.written)
    assert [visitor.write() for _ in range(3)] == [SAID] * 3
    assert visitor.is_there_once()


def test_the_site_is_killed_between_the_insert_and_the_answer(
    stack: Stack, visitor: Somebody
) -> None:
    answers: list[int] = []

    def try_once() -> None:
        with suppress(OSError, http.client.HTTPException):
            answers.append(visitor.write())

    process = stack.public.process
    assert process
    with held(stack, visitor.conversation) as holding:
        writing = threading.Thread(target=try_once)
        writing.start()
        until(lambda: stack.rows(WAITS_FOR_A_LOCK))
        # The database has the message and the site can no longer answer for it.
        os.kill(process.pid, signal.SIGSTOP)
        holding.commit()
    until(visitor.written)
    process.kill()
    process.wait()
    writing.join()
    assert answers == [], "nobody was told anything"
    stack.public.start()
    processes.wait_until_up([stack.public])
    assert visitor.write() == SAID
    assert visitor.is_there_once()


def test_two_tabs_that_send_the_same_at_once_are_one(stack: Stack, visitor: Somebody) -> None:
    answers: list[int] = []
    with held(stack, visitor.conversation) as holding:
        tabs = [threading.Thread(target=lambda: answers.append(visitor.write())) for _ in range(4)]
        for tab in tabs:
            tab.start()
        until(lambda: len(stack.rows(WAITS_FOR_A_LOCK)) == len(tabs))
        holding.commit()
    for tab in tabs:
        tab.join()
    assert answers == [SAID] * 4
    assert visitor.is_there_once()


def test_a_line_cut_on_its_way_out_misses_nothing(stack: Stack, visitor: Somebody) -> None:
    first = stream(visitor.port, visitor.cookie)
    first.close()
    assert visitor.write() == SAID
    (written, _name), *_ = visitor.written()
    again = stream(visitor.port, visitor.cookie)
    again.close()
    assert str(written) in fetched(visitor, after=written - 1)
    assert fetched(visitor, after=written) == ""


def test_a_restart_in_the_middle_loses_no_row_and_no_order(stack: Stack, visitor: Somebody) -> None:
    open_one = stream(visitor.port, visitor.cookie)
    assert visitor.write() == SAID
    process = stack.public.process
    assert process
    process.kill()
    process.wait()
    open_one.settimeout(PATIENCE)
    with open_one, suppress(ConnectionResetError):
        while open_one.recv(4_096):
            pass
    stack.public.start()
    processes.wait_until_up([stack.public])
    visitor.body = urlencode({"text": TEXT, "id": str(uuid4())})
    assert visitor.write() == SAID
    numbers = [seq for seq, _name in visitor.written()]
    assert numbers == [numbers[0], numbers[0] + 1]
    stream(visitor.port, visitor.cookie).close()
    assert fetched(visitor, after=numbers[0] - 1).split() == [str(one) for one in numbers]


def fetched(visitor: Somebody, *, after: int) -> str:
    """The numbers of the rows after one, as the page gets them."""
    line = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=PATIENCE)
    cookie = {"Cookie": f"{COOKIE}={visitor.cookie}"}
    line.request("GET", f"/c/n/?after={after}", headers=cookie)
    try:
        page = line.getresponse().read().decode()
    finally:
        line.close()
    return " ".join(piece.partition('"')[0] for piece in page.split('data-seq="')[1:])

"""What becomes of ten thousand messages on bad lines, while servers are killed.

Fifty chats, each with two tabs of one browser that write at the same time, through two processes
that share nothing but the database. A tab sends its messages in order and goes on when it has an
answer. Of the sends some are cut before the server has them whole, some before the answer, some are
sent twice; every two seconds one of the processes is killed and started again. Readers follow each
log by its cursor meanwhile. Lost: a message whose tab was told that it is there, and that is not in
the log or not before the tab's next one. Doubled: a row too many, in the log or at a reader.
"""

from __future__ import annotations

import http.client
import random
import re
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

from bench.another import another_process
from bench.chat import COOKIE, begin, open_room
from bench.stack import Stack, public_stack
from bench.visitor import Line
from plainsight.commands.processes import Child

RUNS = 1
CHATS, TABS, EACH = 50, 2, 100
CUT_REQUEST, CUT_ANSWER, TWICE = 0.1, 0.1, 0.1
KILLED_EVERY_S = 2.0
SAID = 204
ROW = re.compile(r'data-seq="(\d+)"')
FAILED = (OSError, http.client.HTTPException)


@dataclass
class Tab:
    """One tab: where it can send, what it has sent, by the ids under which the log has it."""

    ports: tuple[int, int]
    cookie: str
    chance: random.Random
    sent: list[UUID] = field(default_factory=list)
    cuts: int = 0

    def write(self) -> None:
        """Send every message until it has an answer, one after the other."""
        for number in range(EACH):
            text, name = f"message {number}", uuid4()
            body = urlencode({"text": text, "id": str(name)})
            while not self._is_said(body):
                time.sleep(0.05)
            if self.chance.random() < TWICE:
                with suppress(*FAILED):
                    self._post(body)
            self.sent.append(uuid5(name, text))

    def _is_said(self, body: str) -> bool:
        try:
            drawn = self.chance.random()
            if drawn < CUT_REQUEST:
                self._cut(body, len(body) // 2)
            elif drawn < CUT_REQUEST + CUT_ANSWER:
                self._cut(body, len(body))
            return self._post(body) == SAID
        except FAILED:
            self.cuts += 1
            return False

    def _post(self, body: str) -> int:
        line = http.client.HTTPConnection("127.0.0.1", self.chance.choice(self.ports), timeout=10)
        try:
            line.request("POST", "/c/", body, self._headers(line.port))
            return line.getresponse().status
        finally:
            line.close()

    def _cut(self, body: str, bytes_sent: int) -> None:
        """Send so much of a form and hang up without waiting for anything."""
        port = self.chance.choice(self.ports)
        said = self._headers(port) | {"Host": f"127.0.0.1:{port}", "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(f"POST /c/ HTTP/1.1\r\n{head}\r\n{body[:bytes_sent]}".encode())
        self.cuts += 1

    def _headers(self, port: int) -> dict[str, str]:
        return {
            "Cookie": f"{COOKIE}={self.cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{port}",
            "Sec-Fetch-Site": "same-origin",
            "X-Replace": "1",
        }


@dataclass
class Reader:
    """Follows one log by its cursor, now from the one process and now from the other."""

    ports: tuple[int, int]
    cookie: str
    over: threading.Event
    rows: list[int] = field(default_factory=list)

    def follow(self) -> None:
        """Read on until the writers are done and nothing is left."""
        turn, last = 0, 0
        while True:
            is_over, turn = self.over.is_set(), turn + 1
            try:
                fresh, after = self._read(self.ports[turn % 2], last)
            except FAILED:
                time.sleep(0.1)
                continue
            self.rows += fresh
            if is_over and after == last:
                return
            last = after
            time.sleep(3)

    def _read(self, port: int, after: int) -> tuple[list[int], int]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            line.request(
                "GET", f"/c/n/?after={after}", headers={"Cookie": f"{COOKIE}={self.cookie}"}
            )
            answer = line.getresponse()
            text = answer.read().decode()
            if answer.status != http.HTTPStatus.OK:
                raise http.client.HTTPException(answer.status)
            return [int(one) for one in ROW.findall(text)], int(answer.headers["X-Last"])
        finally:
            line.close()


def run() -> dict[str, float]:
    """Write through the faults, and count what is in the logs and at the readers."""
    with public_stack() as stack, another_process(stack) as (other, port), open_room(stack):
        ports = (stack.house.public_port, port)
        line = Line(ports[0])
        cookies = [begin(line) for _chat in range(CHATS)]
        over = threading.Event()
        tabs = [
            Tab(ports, cookie, random.Random(number * TABS + one))  # noqa: S311 (faults, no secret)
            for number, cookie in enumerate(cookies)
            for one in range(TABS)
        ]
        readers = [Reader(ports, cookie, over) for cookie in cookies]
        began = time.monotonic()
        writing = [threading.Thread(target=tab.write) for tab in tabs]
        reading = [threading.Thread(target=reader.follow) for reader in readers]
        for one in writing + reading:
            one.start()
        kills = _kill_while((stack.public, other), writing)
        over.set()
        for one in reading:
            one.join()
        taken = time.monotonic() - began
        cuts = sum(tab.cuts for tab in tabs)
        print(f"  {kills} kills, {cuts} cuts, {CHATS * TABS * EACH} messages in {taken:.0f} s")
        return _counted(stack, tabs, readers)


def _kill_while(children: tuple[Child, Child], writing: list[threading.Thread]) -> int:
    """Kill one process after the other, and start each again at once, until all is written.

    It is this thread that starts them: a process ends with the thread that began it.
    """
    kills, due = 0, time.monotonic() + KILLED_EVERY_S
    while any(one.is_alive() for one in writing):
        time.sleep(0.1)
        child = children[kills % 2]
        if time.monotonic() < due or not child.process or not child.is_up():
            continue
        child.process.kill()
        child.process.wait()
        child.start()
        kills, due = kills + 1, time.monotonic() + KILLED_EVERY_S
    return kills


def _counted(stack: Stack, tabs: list[Tab], readers: list[Reader]) -> dict[str, float]:
    rows = stack.rows("SELECT client_id, seq FROM intake_message WHERE author = 'reporter'")
    place, lost = dict(rows), 0
    for tab in tabs:
        places = [place.get(one) for one in tab.sent]
        lost += places.count(None)
        there = [one for one in places if one is not None]
        lost += sum(later < earlier for earlier, later in pairwise(there))
    doubled = len(rows) - CHATS - sum(len(tab.sent) for tab in tabs)  # each has its first words
    doubled += sum(len(one.rows) - len(set(one.rows)) for one in readers)
    missed = sum(len(one.rows) for one in readers) - len(rows) - CHATS  # each begins with an event
    print(f"  readers: {missed} rows too many or too few")
    return {"chat.lost": lost + max(0, -missed), "chat.doubled": max(doubled, missed, 0)}

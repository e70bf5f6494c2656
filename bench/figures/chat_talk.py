"""How long a message takes to the other side while a thousand conversations talk.

Each has two browsers that share nothing but PostgreSQL: one writes through the first public
process, the other holds a stream at the second. Each conversation says something every ten seconds
on average, a hundred messages a second in all, at times drawn at random and not put off when an
answer is late. The time runs from the moment at which a message was to be sent until the other
browser has fetched its row: the post, the seal, the insert, the notification, the hint and the
fetch.
"""

from __future__ import annotations

import http.client
import queue
import random
import re
import selectors
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlencode
from uuid import uuid4

from bench.another import another_process
from bench.chat import COOKIE, begin, open_room, stream
from bench.stack import Stack, public_stack
from bench.visitor import Line
from plainsight.config.serving.server import allow_many_connections

RUNS = 3
TALKING = 1_000
PER_SECOND = 100
SECONDS = 30
HANDS = 12
HINT = re.compile(rb"event: chat\ndata: (\d+)")
SAID = re.compile(r"message ([0-9a-f-]{36})")


class _Lines(Line, threading.local):
    """A kept connection for each thread."""


@dataclass
class Talk:
    """Everything that is said, and when it came."""

    ports: tuple[int, int]
    cookies: list[str]
    seen: list[int]
    due: dict[str, float] = field(default_factory=dict)
    came: dict[str, float] = field(default_factory=dict)
    hints: queue.SimpleQueue[int | None] = field(default_factory=queue.SimpleQueue)

    def write(self, lines: Line, number: int, name: str) -> None:
        """Say one thing in one conversation, through the first process."""
        body = urlencode({"text": f"message {name}", "id": name})
        answer, _ = lines.ask("POST", "/c/", body, self._headers(number, self.ports[0]))
        if answer.status != http.HTTPStatus.NO_CONTENT:
            raise AssertionError(f"a message was answered {answer.status}")

    def fetch(self) -> None:
        """Fetch what is new wherever a hint came, through the second process."""
        lines = Line(self.ports[1])
        while (number := self.hints.get()) is not None:
            path = f"/c/n/?after={self.seen[number]}"
            answer, page = lines.ask("GET", path, None, self._headers(number, self.ports[1]))
            at = time.perf_counter()
            for name in SAID.findall(page.decode()):
                self.came.setdefault(name, at)
            self.seen[number] = max(self.seen[number], int(answer.headers["X-Last"]))

    def listen(self, streams: list[socket.socket], over: threading.Event) -> None:
        """Hear the hints of all streams."""
        with selectors.DefaultSelector() as chosen:
            for number, one in enumerate(streams):
                one.setblocking(False)
                chosen.register(one, selectors.EVENT_READ, number)
            while not over.is_set():
                for key, _ in chosen.select(0.2):
                    said = HINT.findall(key.fileobj.recv(4_096))  # type: ignore[union-attr]  # a socket
                    if said and int(said[-1]) > self.seen[key.data]:
                        self.hints.put(key.data)

    def _headers(self, number: int, port: int) -> dict[str, str]:
        return {
            "Cookie": f"{COOKIE}={self.cookies[number]}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{port}",
            "Sec-Fetch-Site": "same-origin",
            "X-Replace": "1",
        }


def run() -> dict[str, float]:
    """Let a thousand conversations talk, and time each message."""
    allow_many_connections()
    with public_stack() as stack, another_process(stack) as (_other, port), open_room(stack):
        ports = (stack.house.public_port, port)
        with ThreadPoolExecutor(HANDS) as hands:
            lines = _Lines(ports[0])
            cookies = list(hands.map(lambda _number: begin(lines), range(TALKING)))
            stack.change(
                "UPDATE chat_chat SET state = 'open', operator = %s, accepted_at = now()", uuid4()
            )
            streams = list(hands.map(lambda cookie: stream(port, cookie), cookies))
            talk = Talk(ports, cookies, [_last(stack)] * TALKING)
            took = _talked(talk, lines, hands, streams)
        for one in streams:
            one.close()
    cuts = quantiles(took, n=100)
    lost = len(talk.due) - len(took)
    print(f"  {len(took)} messages, {lost} did not come, {max(took):.0f} ms at most")
    return {"chat.p50_ms": cuts[49], "chat.p99_ms": cuts[98] if not lost else float("inf")}


def _talked(
    talk: Talk, lines: Line, hands: ThreadPoolExecutor, streams: list[socket.socket]
) -> list[float]:
    """Say everything at its time, wait for the last, and return the milliseconds of each."""
    over, chance = threading.Event(), random.Random(5)  # noqa: S311 (when to speak, no secret)
    others = [threading.Thread(target=talk.listen, args=(streams, over))]
    others += [threading.Thread(target=talk.fetch) for _ in range(4)]
    for one in others:
        one.start()
    at = time.perf_counter()
    writing = []
    for _ in range(PER_SECOND * SECONDS):
        at += chance.expovariate(PER_SECOND)
        time.sleep(max(0.0, at - time.perf_counter()))
        name = str(uuid4())
        talk.due[name] = at
        writing.append(hands.submit(talk.write, lines, chance.randrange(TALKING), name))
    for written in writing:
        written.result()
    time.sleep(2)
    over.set()
    for _ in others[1:]:
        talk.hints.put(None)
    for one in others:
        one.join()
    return [(talk.came[name] - due) * 1_000 for name, due in talk.due.items() if name in talk.came]


def _last(stack: Stack) -> int:
    return int(stack.rows("SELECT max(last_seq) FROM intake_conversation")[0][0])

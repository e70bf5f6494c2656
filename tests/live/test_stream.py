"""The event stream: Django lets it be opened, a bell rings on it, and it says nothing else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import ExitStack

import psycopg
import pytest

from plainsight.core.database.server import PrivateServer
from plainsight.core.headers import headers_for
from tests.live.conftest import Ring
from tests.live.listening import listening
from tests.serving.running import Site

pytestmark = pytest.mark.slow


def test_a_bell_reaches_every_open_stream(desk: Site, ring: Ring) -> None:
    with listening(desk) as one, listening(desk) as other:
        one.wait_for(b"event: bell", seconds=1)  # the one at the bell's own start
        before = one.bells, other.bells
        ring()
        assert one.wait_for(b"event: bell\n", count=before[0] + 1)
        assert other.wait_for(b"event: bell\n", count=before[1] + 1)


def test_a_bell_carries_nothing(desk: Site, ring: Ring) -> None:
    with listening(desk) as listener:
        ring(said="a forged message with a name in it")
        assert listener.wait_for(b"event: bell\ndata:\n\n")
        assert b"forged" not in listener.got
        body = listener.got.partition(b"\r\n\r\n")[2]
        said = re.sub(rb"\r\n|^[0-9a-f]+\r\n", b"", re.sub(rb"[0-9a-f]+\r\n", b"", body))
        assert re.fullmatch(rb"retry: \d+\n\n(event: (bell|beat)\ndata:\n\n)+", said)


def test_many_rings_close_together_are_few_bells(desk: Site, ring: Ring) -> None:
    with listening(desk) as listener:
        ring(1_000)
        time.sleep(1)
        listener.wait_for(b"never", seconds=0.2)
        assert 1 <= listener.bells <= 10


def test_who_may_not_listen_gets_what_django_answers(desk: Site) -> None:
    with listening(desk, cookie="guest=1") as listener:
        assert listener.got.startswith(b"HTTP/1.1 403 ")
        assert b"event-stream" not in listener.got


def test_the_stream_carries_the_zones_headers_and_not_the_permission(desk: Site) -> None:
    with listening(desk) as listener:
        head = listener.got.partition(b"\r\n\r\n")[0].decode().lower()
    given = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
    assert "x-live-stream" not in given
    assert given["content-type"] == "text/event-stream"
    for name, value in headers_for("desk", "/live/").items():
        assert given[name] == value.lower()


def test_open_streams_hold_no_thread(desk: Site) -> None:
    with ExitStack() as lines:
        for _ in range(50):
            lines.enter_context(listening(desk))
        assert desk.get("/").text == "A page."


def test_the_bell_comes_back_when_the_database_does(
    desk: Site, ring: Ring, server: PrivateServer
) -> None:
    with listening(desk) as listener:
        listener.wait_for(b"event: bell", seconds=1)
        before = listener.bells
        with psycopg.connect(server.url("superuser"), autocommit=True) as connection:
            hung_up = connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'plainsight bell'"
            ).fetchall()
        assert hung_up
        assert listener.wait_for(b"event: bell\n", count=before + 1)  # for what was missed
        ring()
        assert listener.wait_for(b"event: bell\n", count=before + 2)
    assert "lost the database" in desk.told()
    assert "administrator command" not in desk.told()


def test_streams_end_when_the_server_stops(desk: Site) -> None:
    with listening(desk) as listener:
        began = time.monotonic()
        desk.process.terminate()
        desk.process.wait(10)
        assert time.monotonic() - began < 2
        listener.wait_for(b"never", seconds=2)
        assert listener.got.endswith(b"0\r\n\r\n")  # ended, not cut


@pytest.mark.slow
def test_two_thousand_streams_take_less_than_20_kib_each(
    desk: Site, ring: Ring, record_testsuite_property: Callable[[str, object], None]
) -> None:
    with ExitStack() as lines:
        for _ in range(100):  # what the process needs once
            lines.enter_context(listening(desk))
        before = desk.memory_mb("VmRSS")
        listeners = [lines.enter_context(listening(desk)) for _ in range(2_000)]
        each = (desk.memory_mb("VmRSS") - before) * 1_000 / 2_000
        record_testsuite_property("kB of memory for one stream", round(each, 1))
        assert each < 20
        ring()
        assert all(one.wait_for(b"event: bell\n") for one in listeners)
        assert desk.get("/").elapsed.total_seconds() < 0.5

"""The virus scanner is asked in its own words, and never said to have found nothing by mistake."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plainsight.files.scan import Verdict, scan
from tests.files.samples import EICAR

LIMIT = 1_000_000


class Daemon(socketserver.StreamRequestHandler):
    """Speaks as clamd does: INSTREAM, lengths and pieces, and an answer that ends in a nought."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        whole = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            whole += self.rfile.read(length)
            if len(whole) > LIMIT:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = EICAR in whole
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")


class OnPath(socketserver.ThreadingUnixStreamServer):
    """At a path."""

    daemon_threads = True


class OnPort(socketserver.ThreadingTCPServer):
    """At a port."""

    daemon_threads = True


@pytest.fixture(params=["path", "port"])
def daemon(request: pytest.FixtureRequest, tmp_path: Path, settings: Any) -> Iterator[None]:
    """A daemon that is there, at a socket's path or at a port."""
    path = str(tmp_path / "clamd")
    server: Any = (
        OnPath(path, Daemon) if request.param == "path" else OnPort(("127.0.0.1", 0), Daemon)
    )
    settings.CLAMAV = path if request.param == "path" else f"127.0.0.1:{server.server_address[1]}"
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield
        server.shutdown()
        thread.join()


def test_what_is_clean_is_clean(daemon: None) -> None:
    assert scan([b"a small picture", b"", bytes(200_000)]) is Verdict.CLEAN
    assert scan([]) is Verdict.CLEAN


def test_the_test_virus_is_found_also_across_pieces(daemon: None) -> None:
    assert scan([b"before ", EICAR[:20], EICAR[20:], b" after"]) is Verdict.INFECTED


def test_what_the_daemon_will_not_read_to_its_end_is_not_called_clean(daemon: None) -> None:
    assert scan([bytes(700_000)] * 4) is Verdict.AWAY


def test_the_file_is_read_to_its_end_whatever_the_daemon_does(settings: Any) -> None:
    for address in ("", "/nowhere/clamd", "127.0.0.1:1"):
        settings.CLAMAV = address
        pieces = iter([b"one", b"two"])
        scan(pieces)
        assert list(pieces) == []


def test_without_a_daemon_nobody_is_asked(settings: Any) -> None:
    settings.CLAMAV = ""
    assert scan([EICAR]) is Verdict.UNASKED


def test_a_daemon_that_is_away_is_said_to_be(settings: Any) -> None:
    for address in ("/nowhere/clamd", "127.0.0.1:1"):
        settings.CLAMAV = address
        assert scan([b"x"]) is Verdict.AWAY


@pytest.mark.parametrize(
    "answer",
    [b"", b"stream: OK", b"OK\0", b"stream: \0", b"stream: FOUND OK ERROR\0", b"UNKNOWN\0"],
)
def test_an_answer_that_is_not_the_daemons_word_for_clean_is_not_clean(
    answer: bytes, tmp_path: Path, settings: Any
) -> None:
    settings.CLAMAV = str(tmp_path / "other")
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(settings.CLAMAV)
        other.listen()
        thread = threading.Thread(target=_say, args=(other, answer))
        thread.start()
        verdict = scan([b"x"])
        thread.join()
    assert verdict is Verdict.AWAY


def _say(other: socket.socket, answer: bytes) -> None:
    with other.accept()[0] as caller:
        caller.recv(100)
        caller.sendall(answer)
        caller.shutdown(socket.SHUT_WR)
        while caller.recv(100):
            pass

"""Asks a ClamAV daemon about a file, where the installation names one (PLAINSIGHT_CLAMAV).

The daemon's INSTREAM command, spoken here: the two Python clients are from 2014 or wrap one of
those, and the command is a word, lengths and pieces. The file goes through the socket in clear,
so the daemon belongs on the same machine, with its TemporaryDirectory in memory (threat model).
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterable
from enum import StrEnum

from django.conf import settings

SECONDS = 30.0
"""How long the daemon may be silent."""

_PIECE = 1 << 16
_LONGEST_ANSWER = 4_096

log = logging.getLogger(__name__)


class Verdict(StrEnum):
    """What is known of a file; the value stands in the log."""

    UNASKED = "unasked"  # no daemon is configured
    CLEAN = "clean"
    INFECTED = "infected"
    AWAY = "away"  # the daemon did not answer, or could not tell


def is_configured() -> bool:
    """Say whether this installation has a daemon."""
    return bool(settings.CLAMAV)


def scan(content: Iterable[bytes]) -> Verdict:
    """Return what the daemon says of an opened file; `content` is always read to its end.

    Never clean by mistake: whatever is not the daemon's plain "OK" is AWAY or INFECTED.
    """
    if not is_configured():
        for _ in content:
            pass
        return Verdict.UNASKED
    pieces = iter(content)
    try:
        answer = _asked(pieces)
    except OSError as error:
        log.warning("the virus scanner is away: %s", type(error).__name__)
        answer = b""
    for _ in pieces:
        pass
    return _verdict(answer)


def _asked(pieces: Iterable[bytes]) -> bytes:
    with _connected(settings.CLAMAV) as daemon:
        daemon.sendall(b"zINSTREAM\0")
        for piece in pieces:
            for at in range(0, len(piece), _PIECE):
                part = piece[at : at + _PIECE]
                daemon.sendall(len(part).to_bytes(4, "big") + part)
        daemon.sendall(bytes(4))
        answer = bytearray()
        while b"\0" not in answer and len(answer) < _LONGEST_ANSWER:
            more = daemon.recv(_LONGEST_ANSWER)
            if not more:
                break
            answer += more
    return bytes(answer)


def _connected(address: str) -> socket.socket:
    """Return a connection to a socket's path, or to host:port."""
    if address.startswith("/"):
        daemon = socket.socket(socket.AF_UNIX)
        daemon.settimeout(SECONDS)
        try:
            daemon.connect(address)
        except OSError:
            daemon.close()
            raise
        return daemon
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _verdict(answer: bytes) -> Verdict:
    said, end, _ = answer.partition(b"\0")
    if not end:  # cut off: what was to follow is not known
        return Verdict.AWAY
    if said == b"stream: OK":
        return Verdict.CLEAN
    if said.startswith(b"stream: ") and said.endswith(b" FOUND"):
        return Verdict.INFECTED
    return Verdict.AWAY

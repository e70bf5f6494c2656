"""The commands as processes of their own: killed, cut off from the database, asked by a person."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from plainsight.core.database.server import PrivateServer
from tests.audit.conftest import Log

COMMAND = [sys.executable, "-m", "plainsight.commands", "audit"]


@pytest.fixture
def environment(server: PrivateServer, log: Log, tmp_path: Path) -> dict[str, str]:
    """What the checkpoint process is given."""
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": server.url("checkpoint"),
        "PLAINSIGHT_DATA": str(tmp_path),
        "PLAINSIGHT_HEADS": str(log.outside.folder),
        "PLAINSIGHT_CHECKPOINT_KEY": bytes(range(32)).hex(),
    }


@pytest.fixture
def busy(log: Log) -> Iterator[None]:
    """Somebody who writes all the time."""
    stop = threading.Event()
    mine = log.connect("desk")

    def keep_writing() -> None:
        while not stop.wait(0.001):
            log.write(by=mine)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    yield
    stop.set()
    writer.join()


def asked(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def wait_for_heads(log: Log, number: int) -> None:
    until = time.monotonic() + 20
    while len(list(log.outside.lines())) < number:
        assert time.monotonic() < until, "no head came"
        time.sleep(0.01)


@pytest.mark.slow
@pytest.mark.usefixtures("busy")
def test_a_process_that_is_killed_again_and_again_leaves_a_log_that_holds(
    log: Log, environment: dict[str, str]
) -> None:
    chance = random.Random(7)  # noqa: S311 (when to kill, not a secret)
    for _ in range(8):
        before = len(list(log.outside.lines()))
        with subprocess.Popen(
            [*COMMAND, "checkpoint", "--every", "0.001"], env=environment
        ) as process:
            wait_for_heads(log, before + 5)
            time.sleep(chance.random() / 20)
            process.kill()
    log.checkpointer.make()
    verdict = log.verify()
    assert verdict.findings == []
    assert verdict.rows > 0


@pytest.mark.slow
def test_a_process_told_to_stop_makes_a_last_head_and_ends_well(
    log: Log, environment: dict[str, str]
) -> None:
    with subprocess.Popen([*COMMAND, "checkpoint", "--every", "60"], env=environment) as process:
        wait_for_heads(log, 1)
        log.write(3)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert log.verify().rows == 3


@pytest.mark.slow
def test_a_process_whose_connection_is_cut_comes_back_by_itself(
    log: Log, environment: dict[str, str]
) -> None:
    with subprocess.Popen(
        [*COMMAND, "checkpoint", "--every", "0.1"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        wait_for_heads(log, 2)
        log.tamper(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE usename = 'plainsight_checkpoint' AND NOT pid = ANY(%s)",
            [one.info.backend_pid for one in (log.reader, log.checkpointer.connection)],
        )
        wait_for_heads(log, len(list(log.outside.lines())) + 3)
        process.terminate()
        _, errors = process.communicate()
    assert "No checkpoint" not in errors, "a library's failure is named by its type alone"
    assert "AdminShutdown" in errors
    assert log.verify().holds


@pytest.mark.slow
def test_a_person_is_told_what_was_proved_and_what_was_not(
    log: Log, environment: dict[str, str]
) -> None:
    public = asked(environment, "key").stdout.strip()
    assert public == log.signer.public.hex()
    log.covered(3)
    log.write(2)
    auditor = {k: v for k, v in environment.items() if k != "PLAINSIGHT_CHECKPOINT_KEY"}
    assert "Give the public key" in asked(auditor, "verify").stderr
    told = asked(auditor, "verify", "--key", public)
    assert told.returncode == 0, told.stderr
    assert "Read 3 entries under 1 heads" in told.stdout
    assert "Not proved: 2 entries" in told.stdout
    head = log.outside.last()
    assert head
    pinned = asked(auditor, "verify", "--key", public, "--head", f"1:{head.head.hash()}")
    assert pinned.returncode == 0
    log.tamper("UPDATE audit_entry SET verb = 'log.unread' WHERE id = MIDDLE")
    told = asked(auditor, "verify", "--key", public)
    assert told.returncode == 1
    assert "entries were changed" in told.stdout
    assert "The log does NOT hold." in told.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["checkpoint", "--every", "61"], "at most 60 seconds"),
        (["resume"], "nothing to resume"),
        (["verify", "--head", "one"], "NUMBER:HASH"),
        (["verify", "--key", "abc"], "64 hexadecimal digits"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    environment: dict[str, str], arguments: list[str], why: str
) -> None:
    done = asked(environment, *arguments)
    assert done.returncode == 1
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_the_memory_of_a_verification_does_not_grow_with_the_log(log: Log) -> None:
    peaks = []
    for number in (100, 10_000):
        log.desk.execute(
            "SELECT count(audit.write('system', NULL, 'log.read', 'log', NULL, '{}')) "
            "FROM generate_series(1, %s)",
            [number],
        )
        log.cover()
        tracemalloc.start()
        assert log.verify().holds
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 100_000

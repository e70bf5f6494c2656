"""The demo: starts with what a fresh machine has, keeps what was done, stops without a trace."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from tests.running import COMMAND, Running, Visitor, demo, surroundings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A data folder that outlives one start."""
    with TemporaryDirectory(prefix="plainsight-demo-") as made:
        yield Path(made) / "data"


def processes_of(data: Path) -> list[str]:
    """The command lines that name a data folder, or have it in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            text = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
        except OSError:
            continue
        if str(data).encode() in text:
            found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def environment_of(running: Running, words: str) -> dict[str, str]:
    """The environment of the demo's process whose command line has the words."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if words in command and "plainsight.commands" in command:
                given = (entry / "environ").read_bytes().decode().split("\0")
                found = dict(line.partition("=")[::2] for line in given if line)
                if found.get("PLAINSIGHT_DATA") == str(running.data):
                    return found
    pytest.fail(f"no process with {words}")


def test_first_and_second_start(folder: Path) -> None:
    """One walk, because a start takes seconds: what it prints, gives, keeps and leaves behind."""
    with demo(folder) as first:
        password, code = first.value("password"), first.return_code
        assert Visitor(first.public).get("/").status_code == 200
        officer = Visitor(first.desk)
        officer.sign_in(first, "amara.okafor")
        officer.unlock(first)
        assert officer.get("/reports/").text.count("PS-") >= 10
        assert "<blockquote>" in entered(first, code).text
        _holds_only_its_own_secrets(first)
        _keeps_secrets_from_others(first)
    assert processes_of(folder) == []
    began = time.monotonic()
    with demo(folder) as second:
        assert time.monotonic() - began < 10
        assert (second.value("password"), second.return_code) == (password, code)
        assert "<blockquote>" in entered(second, code).text
    assert processes_of(folder) == []


def entered(running: Running, code: str) -> httpx.Response:
    """The page of messages after the code was typed."""
    visitor = Visitor(running.public)
    return visitor.follow(visitor.post("/m/", code=code))


def _holds_only_its_own_secrets(running: Running) -> None:
    secret = "PLAINSIGHT_{}_FILE".format
    public, desk = (environment_of(running, f"serve {zone}") for zone in ("public", "desk"))
    worker, signer = environment_of(running, "commands work"), environment_of(running, "checkpoint")
    assert secret("CODE_KEY") in public
    assert secret("DESK_SECRET") in desk
    assert secret("CHECKPOINT_KEY") in signer
    for name, others in {
        "CODE_KEY": (desk, worker, signer),
        "DESK_SECRET": (public, worker, signer),
        "CHECKPOINT_KEY": (public, desk, worker),
    }.items():
        assert not any(secret(name) in other for other in others)
    assert len({one["DATABASE_URL"] for one in (public, desk, worker, signer)}) == 4


def _keeps_secrets_from_others(running: Running) -> None:
    for path in (running.data / "secrets").rglob("*"):
        allowed = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == allowed, path


def test_a_start_that_was_broken_off_while_loading_begins_anew(folder: Path) -> None:
    (folder / "secrets" / "demo.json").unlink()
    (folder / "loading").touch()
    with demo(folder) as running:
        assert Visitor(running.public).get("/").status_code == 200
    assert not (folder / "loading").exists()


def until(is_true: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Wait for something of the demo; a line that is refused counts as not yet."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(httpx.TransportError):
            if is_true():
                return
        time.sleep(0.3)
    pytest.fail(what)


def test_a_process_that_dies_is_started_again_and_said(folder: Path) -> None:
    with demo(folder) as running:
        victim = next(
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit()
            and b"serve\0public" in (entry / "cmdline").read_bytes()
            and str(folder).encode() in (entry / "environ").read_bytes()
        )
        os.kill(victim, signal.SIGKILL)
        until(
            lambda: Visitor(running.public).get("/").status_code == 200,
            "the public site did not come back",
        )
    assert "public has stopped" in (folder.parent / "demo.errors").read_text()


def test_a_database_that_dies_is_started_again_and_said(folder: Path) -> None:
    with demo(folder) as running:
        postmaster = (folder / "postgres" / "postmaster.pid").read_text().splitlines()[0]
        os.kill(int(postmaster), signal.SIGKILL)
        until(
            lambda: "<blockquote>" in entered(running, running.return_code).text,
            "nothing was to be read again",
        )
    assert "database has stopped" in (folder.parent / "demo.errors").read_text()
    assert processes_of(folder) == []


def test_two_demos_do_not_share_a_folder_and_codes_need_a_demo(folder: Path) -> None:
    with demo(folder):
        second = refused(folder)
        assert "runs in" in second
    assert "No demo runs" in refused(folder, "code", "amara.okafor")
    assert "no demo in" in refused(folder.parent / "elsewhere", "code", "amara.okafor")


def test_a_port_in_use_is_named_with_its_setting(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = refused(folder, PLAINSIGHT_DESK_PORT=port)
    assert f"Port {port}" in said
    assert "PLAINSIGHT_DESK_PORT" in said


def test_data_that_is_not_a_demos_is_left_alone(folder: Path) -> None:
    kept = folder / "secrets" / "demo.json"
    before = json.loads(kept.read_text())
    kept.rename(folder / "aside")
    try:
        assert "not a demo" in refused(folder)
    finally:
        (folder / "aside").rename(kept)
    assert json.loads(kept.read_text()) == before


def refused(data: Path, *words: str, **settings: str) -> str:
    """What a demo says that cannot start."""
    done = subprocess.run(
        [*COMMAND, "demo", *words],
        env=surroundings(data, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr

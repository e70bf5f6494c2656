"""What the child that parses strangers' files can do: read its pipe, answer, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from plainsight.files import viewing
from plainsight.files.refusal import CopyRefused
from plainsight.files.viewing import Stopped, viewing_copy
from tests.files.samples import photo

ATTEMPTS = """
import ctypes, encodings.idna, json, os, resource, signal, socket, sys, threading
from plainsight.files.confined import confine
parent, victim = int(sys.argv[1]), sys.argv[2]
if sys.argv[3] == "nobody":
    os.setgroups([]); os.setresgid(65534, 65534, 65534); os.setresuid(65534, 65534, 65534)
libc = ctypes.CDLL(None, use_errno=True)
def thread():
    one = threading.Thread(target=print); one.start(); one.join()
def call(name, *given):
    if getattr(libc, name)(*given) < 0:
        raise OSError(ctypes.get_errno(), name)
tries = {
    "read a file": lambda: open(victim).read(),
    "write a file": lambda: open("/tmp/plainsight-should-not-be", "w"),
    "list a folder": lambda: os.listdir("/"),
    "look for a file": lambda: os.stat(victim),
    "open a socket": lambda: socket.socket(),
    "open a unix socket": lambda: socket.socket(socket.AF_UNIX),
    "call out": lambda: socket.create_connection(("127.0.0.1", 1), timeout=1),
    "fork": os.fork,
    "start a thread": thread,
    "run a program": lambda: os.execv("/bin/true", ["true"]),
    "signal the parent": lambda: os.kill(parent, 0),
    "trace the parent": lambda: call("ptrace", 16, parent, 0, 0),
    "become root": lambda: os.setresuid(0, 0, 0),
    "double a pipe": lambda: os.dup(1),
    "raise a limit": lambda: __import__("resource").setrlimit(7, (64, 64)),
    "take memory": lambda: bytearray(3_000_000_000),
}
confine(memory=1_000_000_000, seconds=5)
done = {}
for name, attempt in tries.items():
    try:
        attempt()
        done[name] = "done"
    except BaseException as error:
        done[name] = type(error).__name__
os.write(1, json.dumps(done).encode())
os._exit(0)
"""


def attempts(tmp_path: Path, user: str) -> dict[str, str]:
    victim = tmp_path / "secret"
    victim.write_text("ours")
    tmp_path.chmod(0o755)
    answer = subprocess.run(
        [sys.executable, "-I", "-B", "-c", ATTEMPTS, str(os.getpid()), str(victim), user],
        capture_output=True,
        check=True,
        env={},
        timeout=30,
    )
    found: dict[str, str] = json.loads(answer.stdout)
    return found


@pytest.mark.parametrize("user", ["as we are", "nobody"])
def test_the_child_can_do_nothing_but_think(tmp_path: Path, user: str) -> None:
    if user == "nobody" and os.geteuid() != 0:
        pytest.skip("only root can become nobody; this run is unprivileged throughout")
    done = attempts(tmp_path, user)
    assert len(done) == 16
    assert "done" not in done.values(), done
    assert done["take memory"] == "MemoryError"


def test_a_child_that_goes_on_for_ever_is_ended_by_the_kernel() -> None:
    loop = (
        "from plainsight.files.confined import confine\n"
        "confine(memory=1_000_000_000, seconds=1)\nwhile True: pass"
    )
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-I", "-c", loop], check=False, timeout=30, env={})
    assert ended.returncode < 0  # by a signal
    assert time.monotonic() - began < 15


def test_the_child_is_given_no_environment_and_no_file_of_ours(tmp_path: Path) -> None:
    code = (
        "import os,json;print(json.dumps([dict(os.environ),sorted(os.listdir('/proc/self/fd'))]))"
    )
    seen: list[Any] = []

    class Spy(subprocess.Popen):
        def __init__(self, command: list[str], **given: Any) -> None:
            seen.append(given)
            super().__init__([*command[:3], "-c", code], **given)

    ours = (tmp_path / "open").open("w")
    os.set_inheritable(ours.fileno(), True)
    with pytest.MonkeyPatch.context() as patch, ours:
        patch.setattr(viewing.subprocess, "Popen", Spy)
        patch.setenv("PLAINSIGHT_DESK_SECRET", "a secret of the desk's")
        with viewing._Child("picture") as child:
            assert child.stdout is not None
            environment, descriptors = json.loads(child.stdout.read())
    assert {name: v for name, v in environment.items() if name != "LC_CTYPE"} == {}
    assert set(descriptors) <= {"0", "1", "2", "3"}  # the pipes, and the listing itself
    assert seen[0]["env"] == {}


def test_a_copy_that_takes_too_long_is_given_up_and_its_child_is_gone() -> None:
    with pytest.raises(CopyRefused, match="slow"):
        viewing_copy([photo()], may_go_on=lambda: True, seconds=0.02)
    assert children() == []


def test_a_no_on_the_way_kills_the_child_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def once() -> bool:
        asked.append(time.monotonic())
        return len(asked) < 2

    monkeypatch.setattr(viewing, "LOOK_EVERY_S", 0.01)
    with pytest.raises(Stopped):
        viewing_copy([photo(size=(5_000, 4_000))], may_go_on=once)
    assert len(asked) == 2
    assert children() == []


def test_a_file_that_breaks_its_child_breaks_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(subprocess.Popen):
        def __init__(self, command: list[str], **given: Any) -> None:
            super().__init__([*command[:3], "-c", "import os; os.abort()"], **given)

    monkeypatch.setattr(viewing.subprocess, "Popen", Broken)
    with pytest.raises(CopyRefused, match="damaged"):
        viewing_copy([photo(size=(3_000, 3_000))], may_go_on=lambda: True)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{}\n",
        b"[]\n",
        b'{"refused": "<script>"}\n',
        b'{"parts": [4, 4]}\n<svg<svg',
        b'{"parts": [3, 9]}\n\xff\xd8\xff\xff\xd8\xff',
        b'{"parts": [-1, 7]}\n\xff\xd8\xff\xff\xd8\xff',
        b'{"parts": [6]}\n%PDF-1',
    ],
)
def test_what_a_taken_over_child_says_is_not_believed(answer: bytes) -> None:
    with pytest.raises(CopyRefused, match="damaged"):
        viewing._read("picture", answer)


def test_only_a_few_copies_are_made_at_once() -> None:
    taken = [viewing._turns.acquire(blocking=False) for _ in range(viewing.AT_ONCE)]
    try:
        with pytest.raises(CopyRefused, match="busy"):
            viewing_copy([photo()], may_go_on=lambda: True, seconds=0.1)
    finally:
        for _ in filter(None, taken):
            viewing._turns.release()


def children() -> list[str]:
    """The copiers of this process that are still there."""
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    commands = [Path(f"/proc/{one}/cmdline").read_bytes().decode() for one in listed]
    return [one for one in commands if "files.copying" in one]

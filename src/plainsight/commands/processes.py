"""Starts processes beside each other, watches them, and ends them all together."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plainsight.commands import CannotRun

STARTS_ALLOWED, WITHIN_S = 5, 60.0
PATIENCE_S = 8.0
_PARENT_DIED = 1  # prctl(PR_SET_PDEATHSIG)


@dataclass
class Child:
    """One process: how it is started, where it writes, and the address at which it answers."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    answers_at: str | None = None
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches us and not all of them."""
        self.log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.starts.append(time.monotonic())
        with self.log.open("ab") as log:
            self.log.chmod(0o600)
            self.process = subprocess.Popen(  # noqa: S603 (our own program)
                self.command,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 (we start no threads)
            )

    def is_up(self) -> bool:
        """Say whether it runs and, where it serves pages, whether it answers."""
        if self.process is None or self.process.poll() is not None:
            return False
        if self.answers_at is None:
            return True
        try:
            with urllib.request.urlopen(self.answers_at, timeout=5):  # noqa: S310 (our own address)
                return True
        except urllib.error.HTTPError as error:
            return error.code < 500  # noqa: PLR2004 (a refusal is an answer, a failure is not)
        except OSError:
            return False

    def last_words(self) -> str:
        """Return the end of what it wrote."""
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])
        return ""


def wait_until_up(children: Sequence[Child], *, seconds: float = 60) -> None:
    """Return when all answer. Raises CannotRun, with what it wrote, when one does not."""
    until = time.monotonic() + seconds
    for child in children:
        while not child.is_up():
            if child.process is None or child.process.poll() is not None:
                raise CannotRun(f"{child.name} stopped while it started:\n{child.last_words()}")
            if time.monotonic() > until:
                raise CannotRun(f"{child.name} does not answer; see {child.log}.")
            time.sleep(0.1)


def watch(children: Sequence[Child], *, tend: Callable[[], None]) -> None:
    """Stay until a signal comes; start again what dies, and `tend` what is no child of ours.

    Raises CannotRun when a child dies too often.
    """
    while True:
        time.sleep(0.5)
        tend()
        for child in children:
            status = child.process.poll() if child.process else None
            if status is None:
                continue
            recent = [at for at in child.starts if time.monotonic() - at < WITHIN_S]
            if len(recent) >= STARTS_ALLOWED:
                raise CannotRun(f"{child.name} keeps stopping:\n{child.last_words()}")
            print(
                f"{child.name} has stopped with status {status}; starting it again. "
                f"What it wrote is in {child.log}.",
                file=sys.stderr,
                flush=True,
            )
            child.start()


def end(children: Sequence[Child]) -> None:
    """Ask all to stop, wait, and end what does not."""
    running = [child.process for child in children if child.process]
    for process in running:
        process.terminate()
    until = time.monotonic() + PATIENCE_S
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_with_parent() -> None:
    """Ask the kernel to end this process when its parent dies, however that happens."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PARENT_DIED, signal.SIGTERM)

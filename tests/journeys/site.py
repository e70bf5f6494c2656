"""The public site as its own process, as an installation runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH")
WAIT_S = 20.0


class Site:
    """One public process. `port` is its own; people reach it at `origin`, which may be a door."""

    def __init__(
        self, *, database: str, data: Path, team: str, origin: str, port: int, exit_url: str
    ) -> None:
        """Say how it is to be run; `database` is the public role's address."""
        self.port, self._log = port, data / f"public-{port}.log"
        self._environment = {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            "DATABASE_URL": database,
            "PLAINSIGHT_DATA": str(data),
            "PLAINSIGHT_SECRET_KEY": "a secret key of a test that protects nothing",
            "PLAINSIGHT_CODE_KEY": "a code key of a test that protects nothing",
            "PLAINSIGHT_TEAM_FINGERPRINT": team,
            "PLAINSIGHT_PUBLIC_URL": origin,
            "PLAINSIGHT_EXIT_URL": exit_url,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, **more: str) -> None:
        """Start it and wait until it answers; raises AssertionError with what it wrote."""
        command = [sys.executable, "-m", "plainsight.commands", "serve", "public"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--port", str(self.port)],
                env=self._with_source({**self._environment, **more}),
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + WAIT_S
        while not self._answers():
            alive = self._process.poll() is None and time.monotonic() < until
            assert alive, self._log.read_text(errors="replace")[-2000:]
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop it."""
        if self._process:
            self._process.terminate()
            self._process.wait(10)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=2):
                return True
        except OSError:
            return False

    @staticmethod
    def _with_source(environment: Mapping[str, str]) -> dict[str, str]:
        source = str(Path(__file__).resolve().parents[2] / "src")
        return {**environment, "PYTHONPATH": source}

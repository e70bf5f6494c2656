"""Starts the desk's process for a browser, against the test's own database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
from django.conf import settings

from plainsight.core.database.server import PrivateServer

ROOT = Path(__file__).resolve().parents[2]


class DeskSite:
    """A running desk; its URL has the host on which browsers allow passkeys."""

    def __init__(self, server: PrivateServer, folder: Path) -> None:
        """Choose a free port; nothing runs yet."""
        self._server, self._folder = server, folder
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            self.port = int(listening.getsockname()[1])
        self.url = f"http://localhost:{self.port}"

    def start(self) -> DeskSite:
        """Start the process and wait until it answers."""
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DATABASE_URL": self._server.url("desk"),
            "PLAINSIGHT_DATA": str(self._folder),
            "PLAINSIGHT_DESK_URL": self.url,
            "PLAINSIGHT_SECRET_KEY": settings.SECRET_KEY,
            "PLAINSIGHT_DESK_SECRET": settings.DESK_SECRET.decode(),
        }
        self._log = (self._folder / "desk.log").open("wb")
        command = [sys.executable, "-m", "tests.people.serving", str(self.port)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self._log, stderr=self._log
        )
        until = time.monotonic() + 60
        while time.monotonic() < until and self._process.poll() is None:
            try:
                httpx.get(f"http://127.0.0.1:{self.port}/", trust_env=False)
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return self
        self.stop()
        raise AssertionError((self._folder / "desk.log").read_text())

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        self._log.close()

"""Starts the test's site as a process, and speaks to it over plain sockets."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@dataclass
class Site:
    """A running site."""

    folder: Path
    given: dict[str, Any] = field(default_factory=dict)
    before: str = ""  # shell words that run before it, such as a limit
    port: int = field(default_factory=free_port)

    def start(self) -> Site:
        module = [sys.executable, "-m", "tests.serving.site"]
        arguments = [*module, str(self.port), str(self.folder), json.dumps(self.given)]
        command = ["sh", "-c", f'{self.before} exec "$@"', "sh", *arguments]
        environment = os.environ | {
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "TMPDIR": str(self.folder),
        }
        self.errors = (self.folder / "errors.txt").open("wb")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self.errors, stderr=self.errors
        )
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                self.connect().close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError(self.told())

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.errors.close()

    def told(self) -> str:
        """What it wrote to its log."""
        return (self.folder / "errors.txt").read_text()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self.process.pid

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=60, trust_env=False)

    def get(self, path: str, **named: Any) -> httpx.Response:
        with self.client() as client:
            return client.get(path, **named)

    def post(self, path: str, **named: Any) -> httpx.Response:
        with self.client() as client:
            return client.post(path, **named)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def head(self, path: str = "/echo/", length: int | None = 100, more: str = "") -> bytes:
        """The head of a POST, as a browser would send it."""
        declared = f"Content-Length: {length}\r\n" if length is not None else ""
        return f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{declared}{more}\r\n".encode()

    def memory_mb(self, key: str = "VmHWM") -> float:
        """The process's memory in MB: VmHWM at its peak, VmRSS now."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1]) / 1000
        raise AssertionError(key)


def read_all(connection: socket.socket) -> bytes:
    """Everything until the other side closes."""
    got = b""
    while piece := connection.recv(65_536):
        got += piece
    return got


def read_answer(connection: socket.socket) -> bytes:
    """One answer with a Content-Length, head and body."""
    got = b""
    while b"\r\n\r\n" not in got:
        piece = connection.recv(65_536)
        if not piece:
            return got
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body

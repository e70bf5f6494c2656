"""The whole system as `make demo` starts it, in processes of its own, for tests from outside."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

COMMAND = [sys.executable, "-m", "plainsight.commands"]
PERIOD_S = 30  # of a second-factor code
SAME_AGAIN = 307  # the same form once more, to see whether a cookie is kept
READY = re.compile(r"ready public=(\S+) desk=(\S+)")


@dataclass
class Running:
    """A demo that is up."""

    process: subprocess.Popen[str]
    data: Path
    told: list[str]
    public: str
    desk: str

    def value(self, label: str) -> str:
        """What the start printed after a label, such as "password"."""
        line = next(line for line in self.told if line.strip().startswith(label))
        return line.strip().removeprefix(label).split()[0]

    @property
    def return_code(self) -> str:
        """The visitors' return code."""
        return next(found[0] for line in self.told if (found := CODE.search(line)))

    def environment(self) -> dict[str, str]:
        """What a command that speaks of this demo needs."""
        return surroundings(self.data)

    def code(self, user: str) -> str:
        """An officer's second-factor code now."""
        done = subprocess.run(
            [*COMMAND, "demo", "code", user],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()


CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){4}")


def surroundings(data: Path, **more: str) -> dict[str, str]:
    """An environment in which a demo takes any free ports."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "PLAINSIGHT_DATA": str(data),
        "PLAINSIGHT_PUBLIC_PORT": "0",
        "PLAINSIGHT_DESK_PORT": "0",
        **more,
    }


@contextmanager
def demo(data: Path, **more: str) -> Iterator[Running]:
    """Start a demo in a folder, with more settings if given, and stop it as Ctrl-C does."""
    errors = data.parent / "demo.errors"
    with errors.open("w+") as written:
        process = subprocess.Popen(
            [*COMMAND, "demo"],
            env=surroundings(data, **more),
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
            start_new_session=True,
        )
        try:
            told = list(_until_ready(process))
            found = READY.search(told[-1]) if told else None
            assert found, f"the demo did not start:\n{errors.read_text()}"
            yield Running(process, data, told, found[1], found[2])
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            finally:
                process.kill()
                if process.stdout:
                    process.stdout.close()


def _until_ready(process: subprocess.Popen[str]) -> Iterator[str]:
    output: IO[str] | None = process.stdout
    assert output is not None
    for line in output:
        yield line.rstrip("\n")
        if READY.search(line):
            return


class Visitor:
    """A small browser: keeps cookies (a Secure one on a local address too), sends our origin."""

    def __init__(self, origin: str) -> None:
        """`origin` is the site, such as http://localhost:8001."""
        self.origin = origin
        self.cookies: dict[str, str] = {}
        self.last: tuple[str, dict[str, str] | None] = ("GET", None)
        alone = httpx.Limits(max_keepalive_connections=0)  # nothing is left open at the end
        self.client = httpx.Client(base_url=origin, timeout=30, limits=alone)

    def get(self, path: str) -> httpx.Response:
        return self.request("GET", path)

    def post(self, path: str, **fields: str) -> httpx.Response:
        return self.request("POST", path, data=fields)

    def request(
        self,
        method: str,
        path: str,
        data: dict[str, str] | None = None,
        file: tuple[str, bytes] | None = None,
        **more: str,
    ) -> httpx.Response:
        self.last = (method, data)
        headers = {"origin": self.origin, "sec-fetch-site": "same-origin", **more}
        headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        files = {"file": file} if file else None
        answer = self.client.request(method, path, data=data, headers=headers, files=files)
        for line in answer.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0].strip('"')
            if value and "max-age=0" not in line.lower():
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def follow(self, answer: httpx.Response) -> httpx.Response:
        """Go where an answer leads, up to five times."""
        for _ in range(5):
            if not answer.is_redirect:
                break
            method, data = self.last if answer.status_code == SAME_AGAIN else ("GET", None)
            answer = self.request(method, answer.headers["location"], data)
        return answer

    def send(
        self,
        page: httpx.Response,
        path: str,
        file: tuple[str, bytes] | None = None,
        **fields: str,
    ) -> httpx.Response:
        """Send the form of a page: its hidden fields, what is typed, and a file by its name."""
        hidden = re.findall(
            r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page.text
        )
        return self.request("POST", path, data=dict(hidden) | fields, file=file)

    def sign_in(self, running: Running, user: str) -> None:
        """Pass both factors at the desk."""
        password = running.value("password")
        assert self.post("/sign-in/", username=user, password=password).status_code == 302
        answer = self.post("/sign-in/code/", code=running.code(user))
        if not answer.is_redirect:  # an earlier test used this code; each counts once
            time.sleep(PERIOD_S - time.time() % PERIOD_S + 0.2)
            answer = self.post("/sign-in/code/", code=running.code(user))
        assert answer.status_code == 302, answer.text

    def unlock(self, running: Running) -> None:
        """Give the passphrase."""
        answer = self.post("/unlock/", passphrase=running.value("passphrase"))
        assert answer.status_code == 302, answer.text

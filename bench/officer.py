"""An officer's browser as the desk sees it: one kept connection, signed in with both factors."""

from __future__ import annotations

import http.client
import subprocess
import time
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.hundred_thousand import Filled
from plainsight.commands.zones import COMMAND

USER = "amara.okafor"
FOUND = 302
A_CODE_S = 30


class OfficerBrowser:
    """Keeps cookies and the line; measures how long an answer takes to its last byte."""

    def __init__(self, store: Filled) -> None:
        """Come from the desk's own origin; nobody is signed in."""
        self.store = store
        self.cookies: dict[str, str] = {}
        self.line = http.client.HTTPConnection("127.0.0.1", store.house.desk_port, timeout=120)

    def get(self, path: str) -> tuple[int, str]:
        """Fetch a page and return its status and text."""
        return self._asked("GET", path, None)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Send a form and return the answer itself."""
        return self._asked("POST", path, urlencode(fields))

    def timed(self, path: str) -> float:
        """Fetch a page that has to be there, and return the milliseconds that it took."""
        began = time.perf_counter()
        status, _text = self.get(path)
        taken = (time.perf_counter() - began) * 1000
        if status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path} answered {status}")
        return taken

    def sign_in(self) -> None:
        """Pass both factors and unlock; waits for the next code when this one has been used."""
        given = self.store.signin
        self._expected(self.post("/sign-in/", username=USER, password=given.password))
        status, _text = self.post("/sign-in/code/", code=self._code())
        if status != FOUND:
            time.sleep(A_CODE_S - time.time() % A_CODE_S + 0.5)
            self._expected(self.post("/sign-in/code/", code=self._code()))
        self._expected(self.post("/unlock/", passphrase=given.passphrase))

    def _code(self) -> str:
        house, server = self.store.house, self.store.server
        told = subprocess.run(
            [*COMMAND, "demo", "code", USER],
            env=house.environment("owner", server),
            capture_output=True,
            text=True,
            check=True,
        )
        return told.stdout.strip()

    @staticmethod
    def _expected(answer: tuple[int, str]) -> None:
        if answer[0] != FOUND:
            raise RuntimeError(f"signing in answered {answer[0]}")

    def _asked(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        origin = self.store.house.desk_url
        headers = {"Host": origin.removeprefix("http://"), "Accept": "text/html"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers |= {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, cookie in SimpleCookie(line).items():
                self.cookies[name] = cookie.value
        return answer.status, text

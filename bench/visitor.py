"""A reporter as the site sees one: a browser without scripts, one kept connection, two cookies.

Written on http.client because it costs little: it shares two cores with what it measures.
"""

from __future__ import annotations

import contextlib
import gzip
import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

REDIRECTS = (303, 307)
GZIP = b"\x1f\x8b"
TOKEN = re.compile('name="form_token" value="([^"]*)"')


@dataclass(frozen=True)
class Page:
    """What came back, after following nothing."""

    status: int
    location: str
    body: bytes

    @property
    def text(self) -> str:
        """The page as it is read, unpacked."""
        packed = self.body.startswith(GZIP)
        return (gzip.decompress(self.body) if packed else self.body).decode()


@dataclass
class Line:
    """One kept connection to the site, made anew when the site has hung up meanwhile."""

    port: int
    connection: http.client.HTTPConnection | None = None

    def ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Send one request and read the whole answer; raises OSError or HTTPException."""
        if self.connection is not None:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                return self._asked(self.connection, method, path, body, headers)
            self.close()
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        return self._asked(self.connection, method, path, body, headers)

    def close(self) -> None:
        """Hang up."""
        if self.connection:
            self.connection.close()
            self.connection = None

    def _asked(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        body: str | None,
        headers: dict[str, str],
    ) -> tuple[http.client.HTTPResponse, bytes]:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer, answer.read()


@dataclass
class Visitor:
    """One person with one browser."""

    line: Line
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Page:
        """Fetch a page."""
        return self._asked("GET", path, None)

    def post(self, path: str, **fields: str) -> Page:
        """Send a form and return the answer itself."""
        return self._asked("POST", path, urlencode(fields))

    def press(self, path: str, **fields: str) -> str:
        """Send a form, again on a 307 as browsers do, open the next page and return its path."""
        page = self.post(path, **fields)
        if page.status == REDIRECTS[1]:
            page = self.post(page.location, **fields)
        if page.status != REDIRECTS[0]:
            raise AssertionError(f"{path} answered {page.status}")
        shown = self.get(page.location)
        if shown.status != http.HTTPStatus.OK:
            raise AssertionError(f"{page.location} answered {shown.status}")
        return page.location

    def _asked(self, method: str, path: str, body: str | None) -> Page:
        headers = {"Accept-Encoding": "gzip", "Accept": "text/html"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.line.port}"
            headers["Sec-Fetch-Site"] = "same-origin"
        answer, content = self.line.ask(method, path, body, headers)
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Page(answer.status, answer.headers.get("Location") or "", content)


def write_report(visitor: Visitor, what: str) -> None:
    """Go through every page of the form, up to the one where it is checked and sent."""
    visitor.get("/")
    first = visitor.get("/r/")
    steps: dict[str, dict[str, str]] = {
        "/r/": {"danger_now": "no", "form_token": token(first)},
        "/r/w/": {"way": "seen"},
        "/r/a/": {"what": what},
        "/r/v/": {"signs": "IND001"},
        "/r/p/": {"directions": "Behind the station, the grey building"},
        "/r/t/": {"when": "Monday", "pattern": "Most mornings at five"},
        "/r/b/": {"exploited": "Six men", "under_18": "no"},
        "/r/g/": {"responsible": "A man in a grey jacket"},
        "/r/x/": {"vehicles": "A white van"},
        "/r/f/": {},
        "/r/s/": {"how": "phone", "value": "01632 960 001", "safe": "Before noon"},
    }
    at = "/r/"
    while at in steps:
        at = visitor.press(at, **steps.pop(at), go="on")
    if steps or at != "/r/c/":
        raise AssertionError(f"the form ended at {at} with {sorted(steps)} unseen")


def token(page: Page) -> str:
    """Return the token of the form on a page."""
    found = TOKEN.search(page.text)
    if not found:
        raise AssertionError("the page has no form token")
    return found[1]

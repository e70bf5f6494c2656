"""The security headers of every answer of every zone, exact: no more, no fewer, no other."""

from __future__ import annotations

import http.client
import re
from contextlib import closing
from urllib.parse import urlsplit

import httpx
import pytest

from plainsight.core.headers import headers_for
from tests.contracts import resolver, urls
from tests.running import Running, Visitor

pytestmark = pytest.mark.slow

# What an answer may carry besides: what it is, not what it allows.
PLAIN = {
    "allow",
    "clear-site-data",
    "connection",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-type",
    "date",
    "etag",
    "expires",
    "keep-alive",
    "last-modified",
    "location",
    "refresh",
    "retry-after",
    "set-cookie",
    "transfer-encoding",
    "vary",
}
GONE = "Max-Age=0"
NOTHING = "default-src 'none'"


def wrong_headers(zone: str, path: str, answer: httpx.Response) -> list[str]:
    """What is missing, different or too much in an answer."""
    wanted = headers_for("public" if zone == "public" else "desk", path)
    found = dict(answer.headers)
    wrong = [
        f"{path} {answer.status_code} {name}: {found.get(name)!r}, not {value!r}"
        for name, value in wanted.items()
        if found.get(name) != value
    ]
    more = set(found) - set(wanted) - PLAIN
    return wrong + [f"{path} {answer.status_code} carries {name}" for name in sorted(more)]


def answers(zone: str, origin: str) -> list[tuple[str, httpx.Response]]:
    """Every address by GET and POST, what is not there, and what is refused at the edge."""
    visitor = Visitor(origin)
    paths = [resolver.address(pattern, {}) for pattern in resolver.patterns(zone)]
    paths += ["/nothing/here/", "/static/nothing.css", "/r", "/%00", "/../etc/passwd"]
    found = [(path, visitor.request(method, path)) for path in paths for method in ("GET", "POST")]
    found += [(path, visitor.request(method, path)) for path in paths[:3] for method in ODD]
    found.append(("/", too_large(origin)))
    found.append(("/", visitor.client.get("/", headers={"host": "elsewhere.example"})))
    return found


def too_large(origin: str) -> httpx.Response:
    """What is answered to somebody who announces a body of a terabyte."""
    host, port = urlsplit(origin).hostname or "", urlsplit(origin).port or 0
    with closing(http.client.HTTPConnection(host, port, timeout=30)) as line:
        line.putrequest("POST", "/")
        line.putheader("Origin", origin)
        line.putheader("Content-Length", str(10**12))
        line.endheaders()
        answer = line.getresponse()
        return httpx.Response(answer.status, headers=answer.getheaders(), content=answer.read())


ODD = ("HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "PROPFIND")


@pytest.mark.parametrize("zone", ["public", "desk"])
def test_every_answer_carries_exactly_the_headers(zone: str, running: Running) -> None:
    origin = running.public if zone == "public" else running.desk
    wrong = [
        line for path, answer in answers(zone, origin) for line in wrong_headers(zone, path, answer)
    ]
    assert not wrong


def test_static_files_of_the_desk_carry_them_too(running: Running) -> None:
    visitor = Visitor(running.desk)
    page = visitor.get("/sign-in/").text
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert files
    for path in files:
        answer = visitor.get(path)
        assert answer.status_code == 200
        assert wrong_headers("desk", path, answer) == []
        assert "immutable" in answer.headers["cache-control"]


def test_the_policies_begin_from_nothing_and_allow_no_inline_code() -> None:
    for zone in ("public", "desk"):
        policy = headers_for("public" if zone == "public" else "desk", "/")
        content = policy["content-security-policy"]
        assert content.startswith(NOTHING)
        assert "unsafe" not in content
        assert "*" not in content
        for needed in ("base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"):
            assert needed in content


def test_a_page_without_a_form_sets_no_cookie(running: Running) -> None:
    visitor = Visitor(running.public)
    for pattern in urls.PUBLIC:
        answer = visitor.get(resolver.address(pattern, {}))
        given = [line for line in answer.headers.get_list("set-cookie") if GONE not in line]
        assert given == [], pattern

"""Every answer carries the zone's exact headers, whoever in the server gives it."""

from __future__ import annotations

import httpx
import pytest

from plainsight.core.headers import headers_for
from tests.serving.running import Site, read_all

OTHERS = {"content-type", "content-length", "date", "connection", "transfer-encoding"}


def assert_exact(answer: httpx.Response, *more: str) -> None:
    expected = headers_for("public", answer.request.url.path, status=answer.status_code)
    given = [(name.lower(), value) for name, value in answer.headers.multi_items()]
    ours = [(name, value) for name, value in given if name not in OTHERS | set(more)]
    assert sorted(ours) == sorted(expected.items())


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/nowhere/", 404), ("/broken/", 500), ("/live/", 204)]
)
def test_a_page_has_them(site: Site, path: str, status: int) -> None:
    answer = site.get(path)
    assert answer.status_code == status
    assert_exact(answer, "x-live-stream")


def test_a_view_may_add_and_not_weaken(site: Site) -> None:
    answer = site.get("/weak/")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert_exact(answer, "clear-site-data")


def test_a_body_too_large_has_them(site: Site) -> None:
    assert_exact(site.post("/echo/", content=bytes(700_000)))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000, 431),
        (b"GET /" + b"x" * 70_000, 431),
        (b"CONNECT a:1 HTTP/1.1\r\n\r\n", 400),
        (b"GET /?a=\xc3\xa9 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 400),
        (b"GET /\xff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 400),
    ],
)
def test_what_cannot_be_read_is_answered_with_them(site: Site, sent: bytes, status: int) -> None:
    with site.connect() as line:
        line.sendall(sent)
        head, _, body = read_all(line).partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0].startswith(f"HTTP/1.1 {status} ")
    given = dict(line.split(": ", 1) for line in lines[1:])
    assert {name: value for name, value in given.items() if name not in OTHERS} == headers_for(
        "public", "", status=status
    )
    assert b"999" in body


def test_a_failure_tells_nothing_to_the_client_or_the_log(site: Site) -> None:
    answer = site.get("/broken/")
    assert "this text" not in answer.text
    assert "RuntimeError" in site.told()
    assert "this text" not in site.told()


def test_the_log_names_no_address_and_no_path(site: Site) -> None:
    site.get("/a-path-that-must-not-be-logged/", headers={"User-Agent": "an-agent"})
    assert not [word for word in ("a-path", "an-agent", "127.0.0.1") if word in site.told()]


def test_a_header_with_an_underscore_cannot_pass_for_another(site: Site) -> None:
    answer = site.get("/query/?a=1", headers={"X_A": "forged"})
    assert answer.json() == [{"a": "1"}, None]

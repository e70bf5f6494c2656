"""A form is taken only from our own pages; a refusal says what to do and keeps the words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from plainsight.core.origins import OriginMiddleware, Verdict, verdict

OWN = "https://report.example"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"origin": OWN}, Verdict.OURS),
        ({"origin": OWN, "sec-fetch-site": "same-origin"}, Verdict.OURS),
        ({"origin": OWN, "sec-fetch-site": "none"}, Verdict.OURS),
        ({"origin": "https://report.example:443"}, Verdict.OURS),
        ({"sec-fetch-site": "same-origin"}, Verdict.OURS),
        ({"referer": f"{OWN}/r/"}, Verdict.OURS),
        ({"origin": "null"}, Verdict.UNKNOWN),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, Verdict.UNKNOWN),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, Verdict.FOREIGN),
        ({}, Verdict.UNKNOWN),
        ({"origin": "http://report.example"}, Verdict.FOREIGN),
        ({"origin": "https://report.example.evil.example"}, Verdict.FOREIGN),
        ({"origin": "https://report.example:8443"}, Verdict.FOREIGN),
        ({"origin": "https://report.example:nonsense"}, Verdict.FOREIGN),
        ({"origin": "https://[half"}, Verdict.FOREIGN),
        ({"origin": ""}, Verdict.FOREIGN),
        ({"origin": OWN, "sec-fetch-site": "cross-site"}, Verdict.FOREIGN),
        ({"origin": OWN, "sec-fetch-site": "same-site"}, Verdict.FOREIGN),
        ({"sec-fetch-site": "cross-site", "referer": f"{OWN}/r/"}, Verdict.FOREIGN),
        ({"referer": "https://evil.example/?report.example"}, Verdict.FOREIGN),
    ],
)
def test_where_a_form_comes_from_is_judged(headers: dict[str, str], expected: Verdict) -> None:
    assert verdict(headers, OWN) is expected


@pytest.fixture(autouse=True)
def zone_without_a_page_of_its_own(settings: Any) -> None:
    """Show the shared page of refusal; a zone may have its own."""
    settings.ZONE = "none"


def send(
    method: str = "POST", data: dict[str, object] | None = None, **headers: str
) -> HttpResponse:
    """Send a form through the middleware to a page that takes everything."""

    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("taken")

    make = getattr(RequestFactory(), method.lower())
    return OriginMiddleware(page)(make("/r/", data or {}, headers=headers))


def test_our_own_form_is_taken() -> None:
    assert send(Origin="http://testserver").content == b"taken"


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_needs_no_origin(method: str) -> None:
    assert send(method, Origin="https://evil.example").content == b"taken"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_foreign_form_is_refused_whatever_its_method(method: str) -> None:
    assert send(method, Origin="https://evil.example").status_code == 403


def test_a_form_without_an_origin_is_refused_with_its_words_kept() -> None:
    answer = send(data={"what": "he <b>locked</b> the door", "form_token": "t", "my_code": "c"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "he &lt;b&gt;locked&lt;/b&gt; the door" in page
    assert "Copy it before you leave this page" in page
    assert "999" in page
    assert page.count("<textarea") == 1  # the token and the code are not shown


def test_a_form_with_a_file_is_refused_with_its_words_kept_and_the_file_unread() -> None:
    file = SimpleUploadedFile("a.txt", b"the file's own words")
    page = send(data={"what": "what I saw", "file": file}).content.decode()
    assert "what I saw" in page
    assert "own words" not in page


def test_a_stranger_puts_no_words_on_our_page() -> None:
    data: dict[str, object] = {"what": "ring this number instead"}
    page = send(data=data, **{"Origin": "null", "Sec-Fetch-Site": "cross-site"}).content.decode()
    assert "ring this number" not in page
    assert "Your browser did not say" in page

"""Refuses a form that another site sent in a person's name.

No CSRF cookie is needed: every browser says where a POST comes from. A POST is taken when
its Origin is ours and Sec-Fetch-Site, where sent, says the same; without both, when its Referer
is ours (old browsers). Anything else is refused with a page that says what to do. The typed
text is shown on it, to be copied, unless there is proof that another site sent the form: a
stranger may not put words on our page.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import select_template

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OURS = frozenset({"same-origin", "none"})  # "none": the person's own doing, such as a reload
SECRET_FIELDS = ("token", "password", "passphrase", "code")  # as parts of a field's name

GetResponse = Callable[[HttpRequest], HttpResponse]


class Verdict(Enum):
    """Where a POST comes from, as far as the browser says."""

    OURS = "ours"
    UNKNOWN = "unknown"
    FOREIGN = "foreign"


def verdict(headers: dict[str, str], own: str) -> Verdict:
    """Judge a request by its Origin, Sec-Fetch-Site and Referer (names in lower case).

    `own` is the zone's origin as people reach it, such as "https://report.example".
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site not in OURS:
        return Verdict.FOREIGN
    if origin == "null":
        return Verdict.UNKNOWN
    if origin is not None:
        return Verdict.OURS if _same(origin, own) else Verdict.FOREIGN
    if site is not None:
        return Verdict.OURS
    referer = headers.get("referer")
    if referer is None:
        return Verdict.UNKNOWN
    return Verdict.OURS if _same(referer, own) else Verdict.FOREIGN


class OriginMiddleware:
    """Django middleware: lets a POST through only from our own pages."""

    def __init__(self, get_response: GetResponse) -> None:
        """`get_response` is the rest of Django."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or answer 403 with a page that says what to do."""
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        headers = {name.lower(): value for name, value in request.headers.items()}
        found = verdict(headers, settings.OWN_ORIGIN)
        if found is Verdict.OURS:
            return self.get_response(request)
        return _refusal(request, _typed(request) if found is Verdict.UNKNOWN else [])


def _same(address: str, own: str) -> bool:
    """Say whether two addresses have one origin; nothing that cannot be read is ours."""
    try:
        given, ours = urlsplit(address), urlsplit(own)
        return (given.scheme, given.hostname, _port(given.scheme, given.port)) == (
            ours.scheme,
            ours.hostname,
            _port(ours.scheme, ours.port),
        )
    except ValueError:
        return False


def _port(scheme: str, port: int | None) -> int | None:
    return port if port is not None else {"http": 80, "https": 443}.get(scheme)


class _NoFiles(FileUploadHandler):
    """Reads past every file: a refused form's files are nobody's."""

    def new_file(self, *_arguments: object, **_named: object) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 (Django's signature)
        return None

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 (Django's signature)
        return None


def _typed(request: HttpRequest) -> list[str]:
    """Return the texts that were typed into a refused form, secrets left out."""
    request.upload_handlers = [_NoFiles(request)]
    try:
        fields = request.POST.lists()
    except (MultiPartParserError, RequestDataTooBig, SuspiciousOperation, UnicodeError):
        return []
    return [
        value
        for name, values in fields
        if not any(secret in name for secret in SECRET_FIELDS)
        for value in values
        if value.strip()
    ]


def _refusal(request: HttpRequest, typed: list[str]) -> HttpResponse:
    names = [f"{settings.ZONE}/refused_origin.html", "core/refused_origin.html"]
    page = select_template(names).render({"typed": typed}, request)
    return HttpResponse(page, status=403)

"""A small Django site behind the real server, as a process of its own.

python -m tests.serving.site PORT FOLDER '{"limits": {...}, "threads": 4, "bell": "postgresql://..."}'
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

PORT, FOLDER, GIVEN = int(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "plainsight.core.logs.BlandFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
if not settings.configured:  # a second worker loads this file twice
    settings.configure(
        SECRET_KEY="for this test only",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.serving.site",
        DATA=FOLDER,
        DATA_UPLOAD_MAX_MEMORY_SIZE=1_000_000,
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
        INSTALLED_APPS=[],
        LOGGING=LOGGING,
    )

from plainsight.config.serving import protocol  # noqa: E402 (Django is set up first)
from plainsight.config.serving.application import Application  # noqa: E402 (as above)
from plainsight.config.serving.limits import Limits  # noqa: E402 (as above)
from plainsight.config.serving.networks import Networks, networks  # noqa: E402 (as above)
from plainsight.config.serving.server import configuration, serve  # noqa: E402 (as above)
from plainsight.files.uploads import SealingUploadHandler  # noqa: E402 (as above)
from plainsight.live.permission import stream_allowed  # noqa: E402 (as above)


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("A page.")


def echo(request: HttpRequest) -> HttpResponse:
    size, digest = 0, hashlib.sha256()
    while piece := request.read(65_536):
        size += len(piece)
        digest.update(piece)
    time.sleep(float(request.GET.get("then", "0")))
    told = {"size": size, "sha256": digest.hexdigest(), "method": request.method}
    return HttpResponse(json.dumps(told | {"cookie": request.headers.get("cookie", "")}))


def upload(request: HttpRequest) -> HttpResponse:
    handler = SealingUploadHandler(request, key_for=lambda _: bytes(32))
    request.upload_handlers = [handler]
    kept = []
    for sealed in request.FILES.getlist("file"):
        sealed.keep()
        kept.append({"id": str(sealed.id), "size": sealed.size, "sha256": sealed.sha256})
    refused = [type(one).__name__ for one in handler.refusals.values()]
    return HttpResponse(json.dumps({"kept": kept, "refused": refused}))


def big(request: HttpRequest) -> StreamingHttpResponse:
    def pieces() -> Iterator[bytes]:
        for number in range(int(request.GET["pieces"])):
            yield bytes([number % 256]) * 65_536

    return StreamingHttpResponse(pieces())


def wrong_length(request: HttpRequest) -> StreamingHttpResponse:
    answer = big(request)
    answer["Content-Length"] = request.GET["says"]
    return answer


def breaks_off(request: HttpRequest) -> StreamingHttpResponse:
    def pieces() -> Iterator[bytes]:
        yield bytes(100_000)
        raise RuntimeError("this text must be nowhere")

    return StreamingHttpResponse(pieces())


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("this text must be nowhere")


def weak(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Security-Policy": "default-src *", "Cache-Control": "public", "Server": "x"}
    return HttpResponse("", headers=headers | {"Clear-Site-Data": '"cache"'})


def query(request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.dumps([request.GET.dict(), request.headers.get("X-A")]))


def live(request: HttpRequest) -> HttpResponse:
    if "guest" in request.headers.get("cookie", ""):
        return HttpResponse(status=403)
    return stream_allowed()


urlpatterns = [
    path("", page),
    path("echo/", echo),
    path("r/f/", upload),
    path("r/a/", echo),
    path("m/", echo),
    path("big/", big),
    path("broken/", broken),
    path("wrong-length/", wrong_length),
    path("breaks-off/", breaks_off),
    path("weak/", weak),
    path("query/", query),
    path("live/", live),
]


def build() -> Application:
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    django.setup()
    given: dict[str, Any] = dict(GIVEN)
    given.pop("workers", None)
    protocol.HEAD_S = given.pop("head_s", protocol.HEAD_S)
    limits = Limits(uploads=re.compile("/r/f/"), **given.pop("limits", {}))
    threads = given.pop("threads", 4)
    proxies = networks(given.pop("proxies", ""))
    return Application(
        given.pop("zone", "public"),
        WSGIHandler(),
        spool=FOLDER / "spool",
        threads=threads,
        limits=limits,
        networks=Networks(proxies),
        **given,
    )


if __name__ == "__main__":
    workers = GIVEN.get("workers", 1)
    app = build() if workers == 1 else "tests.serving.site:build"
    serve(configuration(app, host="127.0.0.1", port=PORT, workers=workers))

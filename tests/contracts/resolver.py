"""All addresses of a zone, as its URL resolver knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module

from django.urls import URLPattern, URLResolver

from tests.running import Visitor

NOBODY = "6f1c2d3e-0000-4000-8000-000000000000"


def patterns(zone: str) -> list[str]:
    """Each address of a zone as it is written, such as "reports/<uuid:report_id>/"."""
    module = import_module(f"plainsight.config.urls_{zone}")
    return list(_flat(module.urlpatterns, "/"))


def _flat(entries: Sequence[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for entry in entries:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _flat(entry.url_patterns, here)
        else:
            yield here


def address(pattern: str, known: dict[str, str]) -> str:
    """The pattern with real records where we have them, and records that nobody has elsewhere."""
    return re.sub(r"<(\w+):(\w+)>", lambda found: _value(found[1], found[2], known), pattern)


def _value(kind: str, name: str, known: dict[str, str]) -> str:
    made_up = {"uuid": NOBODY, "int": "999999", "str": "nothing", "slug": "farm"}
    return known.get(name) or made_up[kind]


def some_report(visitor: Visitor) -> str:
    """The id of a report in the list of a signed-in officer."""
    found = re.search(r"/reports/([0-9a-f-]{36})/", visitor.get("/reports/?show=all").text)
    assert found, "the list shows no report"
    return found[1]

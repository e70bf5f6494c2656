"""A whole report, driven through the running processes, leaves no readable trace anywhere."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from psycopg.sql import SQL, Identifier

from plainsight.core.database.server import PrivateServer
from tests.running import Running, Visitor

pytestmark = pytest.mark.slow
MARKER = "zebrafinch-quartz-marker"
ADDRESS = "203.0.113.77"  # RFC 5737: nobody's
AGENT = "Markerbrowser/7.7"
CODE = re.compile(r"<p class=\"code\"[^>]*>(.*?)</p>")


def marked_picture() -> tuple[str, bytes]:
    """A picture that says the marker in its name and in its hidden notes."""
    notes, content = PngInfo(), io.BytesIO()
    notes.add_text("Comment", f"picture {MARKER}")
    Image.new("RGB", (60, 40), "teal").save(content, "PNG", pnginfo=notes)
    assert MARKER.encode() in content.getvalue()
    return f"{MARKER}.png", content.getvalue()


def somebody(running: Running) -> Visitor:
    """A visitor who can be recognised by address and browser, if anything keeps them."""
    visitor = Visitor(running.public)
    visitor.client.headers.update({"x-forwarded-for": ADDRESS, "user-agent": AGENT})
    return visitor


def walked(visitor: Visitor, steps: dict[str, dict[str, str]]) -> httpx.Response:
    """Fill in one page after the other; return the one that follows."""
    page = visitor.get(next(iter(steps)))
    for path, fields in steps.items():
        assert page.url.path == path, page.text
        page = visitor.follow(visitor.send(page, path, **fields, go="on"))
    return page


def begun(running: Running) -> str:
    """Begin a report with the marker, take an early code, and leave in a hurry."""
    visitor = somebody(running)
    steps = {"/r/": {"danger_now": "no"}, "/r/w/": {"way": "seen"}}
    page = walked(visitor, {**steps, "/r/a/": {"what": f"what {MARKER}"}})
    assert page.url.path == "/r/v/", page.text
    page = visitor.follow(visitor.send(visitor.get("/r/e/"), "/r/e/", share="yes", go="get"))
    found = CODE.search(page.text)
    assert found, page.text
    return re.sub(r"<[^>]*>|-", "", found[1])


def finished(running: Running, code: str) -> None:
    """Take it up again by the code, fill in everything else with the marker, and send it."""
    visitor = somebody(running)
    page = visitor.follow(visitor.send(visitor.get("/m/"), "/m/", code=code))
    assert MARKER not in page.text, "whoever finds the code reads the report"
    middle = {
        "/r/p/": ("address", "business", "directions"),
        "/r/t/": ("when", "pattern"),
        "/r/b/": ("exploited",),
        "/r/g/": ("responsible",),
        "/r/x/": ("vehicles", "phones", "adverts"),
    }
    steps = {path: {name: f"{name} {MARKER}" for name in names} for path, names in middle.items()}
    page = walked(visitor, steps)
    assert page.url.path == "/r/f/", page.text
    page = visitor.follow(visitor.send(page, "/r/f/", file=marked_picture(), go="on"))
    contact = {"how": "email", "value": f"{MARKER}@example.org", "message": "no"}
    contact |= {name: f"{name} {MARKER}" for name in ("name", "times", "safe")}
    page = walked(visitor, {"/r/s/": contact})
    assert page.url.path == "/r/c/", page.text
    assert page.text.count(MARKER) >= len(steps) + len(contact) - 2
    page = visitor.follow(visitor.send(page, "/r/c/", go="send"))
    assert page.url.path == "/r/k/", page.text


def answered(running: Running, code: str) -> None:
    """Come back by the code: answer, add a file, ask to stop, change the contact."""
    visitor = somebody(running)
    page = visitor.follow(visitor.send(visitor.get("/m/"), "/m/", code=code))
    assert f"question {MARKER}" in page.text
    acts: dict[str, dict[str, Any]] = {
        "/m/a/": {"text": f"answer {MARKER}", "go": "send"},
        "/m/f/": {"file": marked_picture()},
        "/m/s/": {"how": "email", "value": f"{MARKER}@example.org", "safe": MARKER},
        "/m/w/": {"text": f"stop {MARKER}"},
    }
    for path, said in acts.items():
        page = visitor.get("/m/" if path == "/m/a/" else path)
        sent = visitor.send(page, path, **said)
        assert sent.is_redirect, sent.text


def opined(running: Running) -> None:
    """Say in the feedback what should have been a report."""
    visitor = somebody(running)
    sent = visitor.send(visitor.get("/feedback/"), "/feedback/", text=f"feedback {MARKER}")
    assert visitor.follow(sent).is_success, sent.text


def asked(running: Running) -> None:
    """Open the newest report as an officer, look at its picture, and ask with the marker."""
    officer = Visitor(running.desk)
    officer.sign_in(running, "amara.okafor")
    officer.unlock(running)
    for report in set(re.findall(r"/reports/[0-9a-f-]{36}/", officer.get("/reports/").text)):
        page = officer.get(report)
        if MARKER in page.text:
            copying = re.search(rf"{report}files/[0-9a-f-]+/copy/", page.text)
            assert copying, "the officer does not find the picture"
            assert officer.follow(officer.send(page, copying[0])).is_success
            asking = {"text": f"question {MARKER}", "is_harmless": "on"}
            sent = officer.send(officer.get(report), f"{report}ask/", **asking)
            assert sent.is_redirect, sent.text
            return
    pytest.fail("the officer does not find the report")


def in_tables(running: Running, needles: list[bytes]) -> list[str]:
    """Each table that holds one of the needles, read by a superuser as text and as bytes."""
    socket = Path((running.data / "postgres.socket").read_text())
    server = PrivateServer(running.data / "postgres", socket)
    found = []
    with psycopg.connect(server.url("superuser"), autocommit=True) as superuser:
        tables = superuser.execute(
            "SELECT schemaname, tablename FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        assert len(tables) > 20
        for schema, table in tables:
            out = SQL("COPY {}.{} TO STDOUT").format(Identifier(schema), Identifier(table))
            with superuser.cursor().copy(out) as rows:
                text = b"".join(bytes(part) for part in rows)
            found += [f"{table}: {one!r}" for one in needles if one in text or _hex(one) in text]
    return found


def in_files(running: Running, needles: list[bytes]) -> list[str]:
    """Each file below the data folder that holds one of the needles: logs, spool, WAL, all."""
    found = []
    files = [path for path in running.data.rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(files) > 100
    for path in files:
        content = path.read_bytes()
        found += [f"{path}: {one!r}" for one in needles if one in content]
    return found


def _hex(text: bytes) -> bytes:
    return text.hex().encode()


def test_a_marker_the_code_and_the_address_are_in_no_table_and_no_file(running: Running) -> None:
    code = begun(running)
    finished(running, code)
    asked(running)
    answered(running, code)
    opined(running)
    spelled = "-".join(code[start : start + 4] for start in range(0, 20, 4))
    needles = [word.encode() for word in (MARKER, code, spelled, ADDRESS, AGENT)]
    assert in_tables(running, needles) == []
    assert in_files(running, needles) == []


def test_the_search_would_find_what_is_there(running: Running) -> None:
    """A check that cannot fail is a defect: the same search finds an officer's username."""
    assert in_tables(running, [b"amara.okafor"]) != []
    assert in_files(running, [b"amara.okafor"]) != []

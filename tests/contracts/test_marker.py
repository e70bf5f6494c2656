"""A whole report, driven through the running processes, leaves no readable trace anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from plainsight.core.database.server import PrivateServer
from tests.running import Running, Visitor

pytestmark = pytest.mark.slow
MARKER = "zebrafinch-quartz-marker"
ADDRESS = "203.0.113.77"  # RFC 5737: nobody's
AGENT = "Markerbrowser/7.7"
CODE = re.compile(r"<p class=\"code\"[^>]*>(.*?)</p>")


def reported(running: Running) -> str:
    """Report something with the marker in every field; return the code, without its hyphens."""
    visitor = Visitor(running.public)
    visitor.client.headers.update({"x-forwarded-for": ADDRESS, "user-agent": AGENT})
    page = visitor.get("/r/")
    page = visitor.follow(visitor.send(page, "/r/", what=f"what {MARKER}", go="on"))
    steps = {
        "/r/p/": {"where": f"where {MARKER}"},
        "/r/t/": {"when": f"when {MARKER}"},
        "/r/d/": {"danger_now": "no", "about_me": "no", "under_18": "no"},
        "/r/f/": {},
        "/r/s/": {"how": "email", "value": f"{MARKER}@example.org", "safe": MARKER},
    }
    for path, fields in steps.items():
        assert page.url.path == path, page.text
        page = visitor.follow(visitor.send(page, path, **fields, go="on"))
    assert page.url.path == "/r/c/"
    assert page.text.count(MARKER) >= 4
    page = visitor.follow(visitor.send(page, "/r/c/", go="send"))
    found = CODE.search(page.text)
    assert found, "the page shows no code"
    return re.sub(r"<[^>]*>|-", "", found[1])


def answered(running: Running, code: str) -> None:
    """Come back by the code and write the marker once more."""
    visitor = Visitor(running.public)
    visitor.client.headers.update({"x-forwarded-for": ADDRESS, "user-agent": AGENT})
    page = visitor.follow(visitor.post("/m/", code=code))
    sent = visitor.send(page, "/m/a/", text=f"answer {MARKER}", go="send")
    assert sent.is_redirect, sent.text


def asked(running: Running) -> None:
    """Open the newest report as an officer, and ask with the marker."""
    officer = Visitor(running.desk)
    officer.sign_in(running, "amara.okafor")
    officer.unlock(running)
    for report in set(re.findall(r"/reports/[0-9a-f-]{36}/", officer.get("/reports/").text)):
        page = officer.get(report)
        if MARKER in page.text:
            asking = {"text": f"question {MARKER}", "is_harmless": "on"}
            sent = officer.send(page, f"{report}ask/", **asking)
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
    code = reported(running)
    asked(running)
    answered(running, code)
    spelled = "-".join(code[start : start + 4] for start in range(0, 20, 4))
    needles = [word.encode() for word in (MARKER, code, spelled, ADDRESS, AGENT)]
    assert in_tables(running, needles) == []
    assert in_files(running, needles) == []


def test_the_search_would_find_what_is_there(running: Running) -> None:
    """A check that cannot fail is a defect: the same search finds an officer's username."""
    assert in_tables(running, [b"amara.okafor"]) != []
    assert in_files(running, [b"amara.okafor"]) != []

"""Whatever breaks while reports are sent: each is there once, or its writer still has the form.

The real site and the real database, broken from outside while visitors press the last button.
"""

from __future__ import annotations

import contextlib
import gzip
import http.client
import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from bench.stack import Stack, public_stack
from bench.visitor import Line, Page, Visitor, token, write_report
from plainsight.commands import processes
from plainsight.core.database.server import ensure_server
from plainsight.intake import answers
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.opening import open_envelope

pytestmark = pytest.mark.slow
PATIENCE = 60.0
PUBLIC_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE usename = 'plainsight_public'"
VISITORS: list[Visitor] = []


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with public_stack() as running:
        yield running


@pytest.fixture(autouse=True)
def everybody_hangs_up() -> Iterator[None]:
    yield
    while VISITORS:
        VISITORS.pop().line.close()


def somebody(stack: Stack, cookies: dict[str, str] | None = None) -> Visitor:
    """Return a visitor with a browser of their own."""
    VISITORS.append(Visitor(Line(stack.house.public_port), dict(cookies or {})))
    return VISITORS[-1]


def begun(stack: Stack, what: str) -> Page:
    """Let somebody new say what they saw, on a page whose draft is gone."""
    visitor = somebody(stack)
    guard = token(visitor.get("/r/"))
    return visitor.post("/r/a/", what=what, go="on", form_token=guard)


def written(stack: Stack, count: int) -> dict[str, Visitor]:
    """Let so many people write a report, each with a text of its own, up to the last page."""
    people = {f"A van at five. {uuid4()}": somebody(stack) for _ in range(count)}
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: write_report(one[1], one[0]), people.items()))
    return people


def pressed(visitor: Visitor) -> Page | None:
    """Press the last button once; None when the line broke."""
    try:
        return visitor.post("/r/c/", go="send")
    except (http.client.HTTPException, OSError):
        visitor.line.close()
        return None


def pressed_until_sent(visitor: Visitor) -> list[Page]:
    """Press again until the code's page opens, as a person would; return every answer."""
    until, said = time.monotonic() + PATIENCE, []
    while time.monotonic() < until:
        page = pressed(visitor)
        if page:
            said.append(page)
            if page.status == 303:
                return said
        time.sleep(0.1)
    raise AssertionError(f"not sent after {PATIENCE} s: {[page.status for page in said]}")


def arrived(stack: Stack) -> Counter[str]:
    """Open every report in the database and count the texts, each with exactly one log entry."""
    found: Counter[str] = Counter()
    for report, body, envelope, logged in stack.rows(
        "SELECT r.id, r.body, k.envelope, (SELECT count(*) FROM audit_entry a "
        "WHERE a.subject_id = r.id AND a.verb = 'report.received') "
        "FROM intake_report r JOIN vault_recordkey k ON k.record = r.id"
    ):
        key = open_envelope(stack.team_key, envelope, Context("report", report, "key"))
        told = box.unseal(key, body, Context("report", report, "body"))
        assert logged == 1
        found[answers.decode(told).what] += 1
    return found


def assert_each_is_there_once(stack: Stack, people: dict[str, Visitor]) -> None:
    found = arrived(stack)
    assert {what: found[what] for what in people} == dict.fromkeys(people, 1)
    for visitor in people.values():
        shown = visitor.get("/r/k/")
        assert shown.status == 200
    codes = stack.rows("SELECT count(*) FROM intake_returncode")[0][0]
    assert codes == sum(found.values())


@pytest.mark.parametrize("count", [8, 64])
def test_so_many_press_at_the_same_moment(stack: Stack, count: int) -> None:
    people = written(stack, count)
    together = threading.Barrier(count)

    def press(visitor: Visitor) -> Page | None:
        together.wait()
        return pressed(visitor)

    with ThreadPoolExecutor(count) as pool:
        said = list(pool.map(press, people.values()))
    assert [page and page.status for page in said] == [303] * count
    assert_each_is_there_once(stack, people)


def test_a_button_pressed_in_eight_tabs_at_once_sends_one_report(stack: Stack) -> None:
    people = written(stack, 1)
    (visitor,) = people.values()
    tabs = [somebody(stack, visitor.cookies) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(pressed, tabs))
    assert [page and page.location for page in said] == ["/r/k/"] * 8
    shown = [set(re.findall(rb"PS-\w{4}-\w{4}", unpacked(tab.get("/r/k/")))) for tab in tabs]
    assert len(shown[0]) == 1
    assert shown == [shown[0]] * 8
    assert_each_is_there_once(stack, people)


@pytest.mark.parametrize("seed", range(6))
def test_the_site_is_killed_while_people_press(stack: Stack, seed: int) -> None:
    people = written(stack, 8)
    after = random.Random(seed).uniform(0, 0.03)  # noqa: S311 (a test's moment)

    def kill() -> None:
        time.sleep(after)
        killed(stack)

    with ThreadPoolExecutor(9) as pool:
        killing = pool.submit(kill)
        first = dict(zip(people, pool.map(pressed, people.values()), strict=True))
        killing.result()
    found = arrived(stack)
    for what, page in first.items():
        assert not (page and page.status == 303) or found[what] == 1, "a code was promised"
    stack.public.start()
    processes.wait_until_up([stack.public])
    for what, visitor in people.items():
        if not found[what]:
            assert what.encode() in plain(visitor, "/r/a/"), "the text is still in the form"
    for visitor in people.values():
        pressed_until_sent(visitor)
    assert_each_is_there_once(stack, people)


def killed(stack: Stack) -> None:
    process = stack.public.process
    assert process
    process.kill()
    process.wait()
    while stack.rows(PUBLIC_BACKENDS):  # what it had asked of the database is still being done
        time.sleep(0.02)


def plain(visitor: Visitor, path: str) -> bytes:
    """Fetch a page on a fresh connection, not compressed."""
    connection = http.client.HTTPConnection("127.0.0.1", visitor.line.port, timeout=30)
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    connection.request("GET", path, headers={"Cookie": cookie})
    try:
        return connection.getresponse().read()
    finally:
        connection.close()


def restart(stack: Stack) -> None:
    stack.server.stop()
    time.sleep(0.3)
    assert ensure_server(stack.house.data) == stack.server


def crash(stack: Stack) -> None:
    """Kill one of the server's own processes: PostgreSQL then recovers from its log."""
    os.kill(stack.rows(PUBLIC_BACKENDS)[0][0], signal.SIGKILL)


@pytest.mark.parametrize("breaking", [restart, crash])
def test_the_database_goes_away_while_people_press(
    stack: Stack, breaking: Callable[[Stack], None]
) -> None:
    people = written(stack, 120)
    with ThreadPoolExecutor(9) as pool:
        broken = pool.submit(lambda: (time.sleep(0.1), breaking(stack)))
        said = list(pool.map(pressed_until_sent, people.values()))
        broken.result()
    assert {page.status for pages in said for page in pages} <= {303, 503}
    assert_each_is_there_once(stack, people)


def test_without_a_database_the_typed_text_stays_on_the_page(stack: Stack) -> None:
    stack.server.stop()
    try:
        page = begun(stack, "Six men & a van")
    finally:
        ensure_server(stack.house.data)
    assert page.status == 503
    assert b"Six men &amp; a van" in unpacked(page)


def unpacked(page: Page) -> bytes:
    return gzip.decompress(page.body) if page.body[:2] == b"\x1f\x8b" else page.body


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 260 MB, or a skip where we may not make one."""
    place = Path(tempfile.mkdtemp(prefix="plainsight-disk-"))
    make = ["mount", "-t", "tmpfs", "-o", "size=260m,mode=755", "none", str(place)]
    if not shutil.which("mount") or subprocess.run(make, check=False).returncode:
        pytest.skip("a full disk is tried only where a small one may be mounted (as root)")
    place.chmod(0o755)
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
    place.rmdir()


def fill_up(path: Path) -> None:
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(1 << 14))


def test_a_full_disk_loses_nothing_that_was_promised(small_disk: Path) -> None:
    with public_stack(small_disk) as stack:
        before = written(stack, 4)
        fill = small_disk / "fill"
        fill_up(fill)
        said: list[Page | None] = []
        until = time.monotonic() + 30
        while not any(page and page.status == 503 for page in said):
            assert time.monotonic() < until, "the disk was never full"
            text = "x" * 15_000
            said.append(begun(stack, text))
        refused = next(page for page in said if page and page.status == 503)
        assert b"x" * 15_000 in unpacked(refused)
        promised = {what for what, one in before.items() if (pressed(one) or refused).status == 303}
        fill.unlink()
        ensure_server(stack.house.data)
        found = arrived(stack)
        assert all(found[what] == 1 for what in promised)
        for visitor in before.values():
            pressed_until_sent(visitor)
        assert_each_is_there_once(stack, before)

"""The table of addresses, by role, compared with what the running system answers."""

from __future__ import annotations

import pytest

from tests.contracts import resolver, urls
from tests.contracts.visitors import COLUMNS, everybody, known_records
from tests.running import Running, Visitor

pytestmark = pytest.mark.slow


def status(visitor: Visitor, method: str, path: str) -> int:
    """What an address answers, without waiting for the end of a stream."""
    headers = {
        "origin": visitor.origin,
        "sec-fetch-site": "same-origin",
        "cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items()),
    }
    with visitor.client.stream(method, path, headers=headers) as answer:
        return answer.status_code


@pytest.mark.parametrize("zone", ["public", "desk"])
def test_every_address_has_an_entry_and_every_entry_an_address(zone: str) -> None:
    table = {"public": urls.PUBLIC, "desk": urls.DESK}[zone]
    assert sorted(table) == sorted(resolver.patterns(zone))


def test_anybody_gets_at_the_public_site_what_the_table_says(running: Running) -> None:
    found = {
        pattern: (
            status(Visitor(running.public), "GET", resolver.address(pattern, {})),
            status(Visitor(running.public), "POST", resolver.address(pattern, {})),
        )
        for pattern in urls.PUBLIC
    }
    assert found == urls.PUBLIC


def test_each_role_gets_at_the_desk_what_the_table_says(running: Running) -> None:
    visitors = everybody(running)
    known = known_records(visitors)
    paths = {pattern: resolver.address(pattern, known) for pattern in urls.DESK}
    wrong = []
    for turn, method in enumerate(("GET", "POST")):
        for pattern, path in paths.items():
            wanted = urls.DESK[pattern][turn].split()
            for column, want in zip(COLUMNS, wanted, strict=True):
                got = status(visitors[column], method, path)
                if got != int(want):
                    wrong.append(f"{method} {pattern} as {column}: {got}, not {want}")
    assert not wrong


def test_the_desk_answers_a_foreign_host_and_a_foreign_form_with_a_refusal(
    running: Running,
) -> None:
    for origin in (running.public, running.desk):
        client = Visitor(origin).client
        assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
        foreign = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
        path = "/r/" if origin == running.public else "/sign-in/"
        assert client.post(path, headers=foreign).status_code == 403

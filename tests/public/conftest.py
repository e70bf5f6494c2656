"""A reporter's browser: cookies, our own origin, and the rights of the public process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import time
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from plainsight.chat.models import Hours, Presence
from plainsight.core import formtokens
from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intake import conversations
from plainsight.vault.envelope import Suite
from plainsight.vault.models import TeamPublic
from plainsight.vault.opening import PrivateKey
from plainsight.vault.published import forget_team_key
from tests.public.reading import code_on, come_back, sent

AGAIN = 307
PURPOSES = {
    "/m/a/": "answer",
    "/m/w/": "withdraw",
    "/m/s/": "contact",
    "/m/f/": "files",
    "/c/": "chat",
    "/c/f/": "chat_files",
}
PAGES = {
    "/r/v/": ("signs",),
    "/r/p/": ("address", "business", "directions"),
    "/r/t/": ("when", "pattern"),
    "/r/b/": ("exploited", "under_18"),
    "/r/g/": ("responsible",),
    "/r/x/": ("vehicles", "phones", "adverts"),
    "/r/s/": (
        *("name", "how", "value", "message"),
        *("windows", "times", "language", "word", "safe"),
    ),
}
"""What is asked on which page."""
CHOSEN = {"signs", "under_18", "how", "message", "windows"}
"""What is chosen there, not typed."""


class Reporter(Client):
    """Django's test client, saying where it comes from as browsers do."""

    def __init__(self, **headers: str) -> None:
        """Come from our own origin unless told otherwise."""
        super().__init__(headers={"origin": "http://testserver", **headers})

    def send(self, path: str, **fields: Any) -> HttpResponse:
        """Send a form with its guard, once more if asked to; return the answer, not followed."""
        if formtokens.FIELD not in fields:
            fields[formtokens.FIELD] = formtokens.issue(PURPOSES.get(path, "report"))
        answer = self.post(path, fields)
        if answer.status_code == AGAIN:
            answer = self.post(answer["Location"], fields)
        return answer

    def write(self, way: str = "seen", **fields: Any) -> None:
        """Write up to what was seen, and whatever else is given, each on its own page."""
        self.send("/r/", danger_now="no", go="on")
        self.send("/r/w/", way=way, go="on")
        self.send("/r/a/", what=fields.pop("what", "Six men"), go="on")
        for path, names in PAGES.items():
            given = {name: fields[name] for name in names if name in fields}
            if given:
                assert self.send(path, **given, go="on").status_code == 303


@pytest.fixture
def public_zone(settings: Any) -> None:
    """The addresses and the middleware of the public process."""
    settings.ZONE = "public"
    settings.ROOT_URLCONF = "plainsight.config.urls_public"
    settings.MIDDLEWARE = [
        "plainsight.core.origins.OriginMiddleware",
        "django.middleware.common.CommonMiddleware",
        "plainsight.public.middleware.ChoicesMiddleware",
    ]


@pytest.fixture
def reporter(
    public_zone: None,
    db: None,
    settings: Any,
    as_role: Callable[[str], AbstractContextManager[None]],
) -> Iterator[Reporter]:
    """A reporter of a site with a team, whose every question is asked as the public role."""
    key = PrivateKey.generate(Suite.HYBRID).public()
    settings.TEAM_FINGERPRINT = key.fingerprint()
    TeamPublic.objects.create(
        public=key.encode(),
        verify=bytes(32),
        fingerprint=key.fingerprint(),
        state=TeamPublic.State.CURRENT,
    )
    forget_team_key()
    with as_role("public"):
        yield Reporter()
    forget_team_key()


@pytest.fixture
def visit(reporter: Reporter) -> conversations.Visit:
    """A visit to the conversation of a report that the reporter has sent."""
    code = code_on(sent(reporter))
    come_back(reporter, code)
    found = conversations.open_by_code(code)
    assert isinstance(found, conversations.Visit)
    return found


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Give a function after which the database cannot be reached."""

    def away() -> None:
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")

    yield away
    monkeypatch.undo()
    connection.close()


@pytest.fixture
def open_chat(
    reporter: Reporter, as_role: Callable[[str], AbstractContextManager[None]]
) -> Reporter:
    """A visitor of a site whose chat is open."""
    with as_role("owner"):
        for day in range(7):
            Hours.objects.create(weekday=day, opens=time(0), closes=time(23, 59, 59, 999999))
        Presence.objects.create(officer=new_id(), is_taking=True, seen_at=now())
    return reporter

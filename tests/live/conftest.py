"""A desk with the bell, as a process of its own, and a way to ring it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from plainsight.core.database.server import PrivateServer
from plainsight.live.bell import CHANNEL
from tests.serving.running import Site

Ring = Callable[..., None]


@pytest.fixture
def desk(
    tmp_path_factory: pytest.TempPathFactory, server: PrivateServer, django_db_setup: None
) -> Iterator[Site]:
    """A site of the desk zone with two threads."""
    given: dict[str, Any] = {"zone": "desk", "threads": 2, "bell": server.url("desk")}
    site = Site(tmp_path_factory.mktemp("desk"), given).start()
    yield site
    site.stop()


@pytest.fixture
def ring(server: PrivateServer, django_db_setup: None) -> Ring:
    """Give a function that rings the bell as some role, some times over."""

    def do(times: int = 1, *, role: str = "public", said: str = "") -> None:
        with psycopg.connect(server.url(role), autocommit=True) as connection:
            for _ in range(times):
                connection.execute("SELECT pg_notify(%s, %s)", [CHANNEL, said])

    return do

"""The cast, and the people app's own addresses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection

from tests.cast import browser, cast, keyed_cast

__all__ = ["browser", "cast", "keyed_cast"]
Row = tuple[str, UUID | None, str, UUID | None, dict[str, Any]]
Log = Callable[[], list[Row]]


@pytest.fixture(autouse=True)
def own_addresses(settings: Any) -> Iterator[None]:
    """Serve the people app alone, with a test's page, and forget old attempts."""
    settings.ROOT_URLCONF = "tests.people.urls"
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def log(cast: object) -> Log:
    """Give the acts logged since the cast was made: verb, actor, subject kind and id, detail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM audit_entry")
        before = cursor.fetchone()[0]

    def since() -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT verb, actor_id, subject_kind, subject_id, detail FROM audit_entry "
                "WHERE id > %s ORDER BY id",
                [before],
            )
            return [(*row[:4], json.loads(row[4])) for row in cursor.fetchall()]

    return since

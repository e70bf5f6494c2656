"""The visit's cookie: taken up again within its hour, by this server only."""

from __future__ import annotations

import base64
import time
from typing import Any
from uuid import UUID

import pytest

from plainsight.intake.visits import LASTS, Visit, resume

VISIT = Visit(b"l" * 32, UUID(int=7), b"k" * 32)


def test_a_visit_is_taken_up_by_its_token() -> None:
    assert resume(VISIT.token()) == VISIT


def test_a_visit_ends_an_hour_after_its_last_page(monkeypatch: pytest.MonkeyPatch) -> None:
    token, now = VISIT.token(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + LASTS - 2)
    assert resume(token) == VISIT
    monkeypatch.setattr(time, "time", lambda: now + LASTS + 2)
    assert resume(token) is None


@pytest.mark.parametrize("token", [None, "", "x", "é", "A" * 400, "====", "\0"])
def test_a_strange_token_is_no_visit(token: str | None) -> None:
    assert resume(token) is None


def test_a_token_is_opaque_and_bound_to_this_zone(settings: Any) -> None:
    token = VISIT.token()
    raw = base64.urlsafe_b64decode(token)
    assert VISIT.key not in raw
    assert VISIT.locator not in raw
    settings.SECRET_KEY = "another zone's key, quite another one"
    assert resume(token) is None


def test_every_changed_byte_is_noticed() -> None:
    raw = bytearray(base64.urlsafe_b64decode(VISIT.token()))
    for place in range(0, len(raw), 7):
        raw[place] ^= 1
        assert resume(base64.urlsafe_b64encode(raw).decode()) is None
        raw[place] ^= 1

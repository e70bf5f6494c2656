"""Identifiers: random, so that none tells how many there are or which came first."""

from __future__ import annotations

from uuid import UUID, uuid4


def new_id() -> UUID:
    """Return a new random identifier for a record."""
    return uuid4()

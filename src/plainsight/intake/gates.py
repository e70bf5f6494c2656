"""Calls the database's gates: one statement, one transaction, nothing read besides.

Every gate is safe to repeat, so a call that fails with its connection (the server was restarted
under it) is made once more on a fresh one.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, connection

from plainsight.intake.errors import NotNow, Refused

log = logging.getLogger(__name__)


def rows(gate: str, *arguments: Any) -> list[tuple[Any, ...]]:
    """Call a gate and return its rows.

    Raises NotNow when the database is away, full or busy, and Refused (a NotNow too) when the
    gate will not have the arguments. The database's own words are dropped: they quote rows.
    """
    try:
        return _called(gate, arguments)
    except (DataError, IntegrityError):
        log.error("gate %s refused", gate)  # noqa: TRY400 (the traceback would carry content)
        raise Refused from None
    except (DatabaseError, InterfaceError):
        if connection.in_atomic_block:
            raise NotNow from None
    connection.close()
    try:
        return _called(gate, arguments)
    except (DatabaseError, InterfaceError) as error:
        log.error("gate %s: %s", gate, _state(error))  # noqa: TRY400 (as above)
        connection.close()
        raise NotNow from None


def value(gate: str, *arguments: Any) -> Any:
    """Call a gate that gives one value, and return it; raises what `rows` raises."""
    return rows(gate, *arguments)[0][0]


def _called(gate: str, arguments: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Run the one statement."""
    places = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM gate.{gate}({places})", arguments)  # noqa: S608 (our own names)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _state(error: Exception) -> str:
    """Return the five characters by which PostgreSQL names a kind of failure."""
    return str(getattr(error.__cause__, "sqlstate", None) or type(error).__name__)

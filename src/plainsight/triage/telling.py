"""What the worker does so that somebody hears: it rings, and writes to those who want it.

It goes through doors of the database that give addresses and nothing else.
"""

from __future__ import annotations

import logging

from django.db import connection

from plainsight.triage.letters import send_letters

log = logging.getLogger(__name__)


def ring_alarms() -> None:
    """Let every page look again when a report has alarmed for two minutes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gate.ring_alarms()")


def tell_supervisors() -> None:
    """Write to the supervisors about what nobody has opened for five minutes, once.

    Noted only after the letters went: a worker that dies in between tells them twice, never not.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT report, address FROM gate.supervisors_to_tell()")
        due = cursor.fetchall()
        if not due:
            return
        told = send_letters(address for _report, address in due if address)
        cursor.execute("SELECT gate.alarm_was_told(%s)", [sorted({report for report, _ in due})])
    log.warning("a report alarms for five minutes; letters to supervisors: %d", told)


def tell_of_uncovered() -> None:
    """Write to supervisors whose desk has come to a shift on which nobody can unlock."""
    _write("SELECT address FROM gate.supervisors_of_uncovered()")


def send_notices() -> None:
    """Write to everybody who wants it and has something to read."""
    _write("SELECT address FROM gate.who_has_to_read()")


def _write(door: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(door)
        addresses = [row[0] for row in cursor.fetchall()]
    send_letters(addresses)

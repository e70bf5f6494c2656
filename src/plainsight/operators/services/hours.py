"""When the chat is open: the week's hours, and the days on which it stays closed."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.chat.models import Closure, Hours
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer

LAST = time(23, 59, 59, 999999)
"""The end of a day that goes on until midnight."""


@transaction.atomic
def set_hours(officer: Officer, *, weekday: int, opens: time | None, closes: time | None) -> None:
    """Set one day's hours (0 is Monday); with no opening the day is closed.

    Without an end it is open until midnight. Raises NotAllowed, and NotNow when it would close
    before it opens.
    """
    demand(officer, "chat.hours")
    if opens is not None and closes is not None and closes <= opens:
        raise NotNow(_("The chat cannot close before it opens."))
    Hours.objects.filter(weekday=weekday).delete()
    if opens is not None:
        Hours.objects.create(weekday=weekday, opens=opens, closes=closes or LAST)
    _log(officer, "chat.hours_changed", weekday=weekday)


@transaction.atomic
def close_on(officer: Officer, *, day: date, words: str) -> None:
    """Close the chat on a day, for a reason that visitors read. Raises NotAllowed."""
    demand(officer, "chat.hours")
    Closure.objects.filter(day=day).delete()
    Closure.objects.create(day=day, words=words)
    _log(officer, "chat.closure_changed", day=day.isoformat(), closed=True)


@transaction.atomic
def open_on(officer: Officer, *, day: date) -> None:
    """Let a day's hours hold after all; harmless when it was not closed. Raises NotAllowed."""
    demand(officer, "chat.hours")
    if Closure.objects.filter(day=day).delete()[0]:
        _log(officer, "chat.closure_changed", day=day.isoformat(), closed=False)


def _log(officer: Officer, verb: str, **detail: str | int | bool) -> None:
    record(Actor("officer", officer.id), verb, subject=Subject("chat_hours"), detail=detail)

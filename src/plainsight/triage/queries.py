"""The queue in the desk's words: what waits, in the order of danger."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.intake.models import Report
from plainsight.intake.queries import reports
from plainsight.people.access import visible_to
from plainsight.people.errors import NotVisible
from plainsight.people.models import Officer
from plainsight.triage.models import FileLock

RISK_FIRST = (
    *(Coalesce(F(flag), False).desc() for flag in ("danger_now", "under_18", "about_me")),
    F("received_hour").asc(),
    F("reference").asc(),
)
"""Danger now, then under 18, then the reporter themselves; among equals the oldest first.

Who did not answer stands with those who said no: silence raises no flag.
"""

ALARMING = Q(state="received") & (Q(danger_now=True) | Q(under_18=True, about_me=True))
"""Not opened yet, and somebody is in danger now or a child speaks of themselves."""

UNREAD = Q(conversation__messages__author="reporter", conversation__messages__read_at__isnull=True)


class Pile(StrEnum):
    """Which part of the queue is looked at; the value stands in the page's address."""

    WAITING = "waiting"
    RECEIVED = "received"
    OPENED = "opened"
    ALL = "all"

    @property
    def words(self) -> str | Promise:
        """What the page calls it."""
        return _PILE_WORDS[self]


_PILE_WORDS = {
    Pile.WAITING: _("Waiting for us"),
    Pile.RECEIVED: _("Not opened yet"),
    Pile.OPENED: _("Opened"),
    Pile.ALL: _("All"),
}
_PILE = {
    Pile.WAITING: Q(state="received") | Q(unread__gt=0),
    Pile.RECEIVED: Q(state="received"),
    Pile.OPENED: ~Q(state="received"),
    Pile.ALL: Q(),
}


def queue(officer: Officer, pile: Pile = Pile.WAITING) -> QuerySet[Report]:
    """Return what the officer may know of in a pile, each with `unread` replies, risk first."""
    return _known_to(officer).filter(_PILE[pile]).order_by(*RISK_FIRST)


def counts(officer: Officer) -> dict[Pile, int]:
    """Return how many reports the officer may know of in each pile."""
    known = _known_to(officer).order_by()
    return {pile: known.filter(part).count() for pile, part in _PILE.items()}


def unread_replies(officer: Officer) -> int:
    """Return how many replies wait to be read in the reports that the officer may know of."""
    found: dict[str, Any] = visible_to(officer, reports()).aggregate(
        unread=Count("conversation__messages", filter=UNREAD)
    )
    return int(found["unread"])


def has_alarm(officer: Officer) -> bool:
    """Say whether a report that alarms the desk waits among those the officer may know of."""
    return visible_to(officer, reports()).filter(ALARMING).exists()


def locks(report_id: UUID) -> dict[UUID, FileLock]:
    """Return the locks that stand on files of a report, by file."""
    standing = FileLock.objects.filter(report=report_id, lifted_at=None)
    return {one.file: one for one in standing}


def report_for(officer: Officer, report_id: UUID) -> Report:
    """Return a report that the officer may know of. Raises NotVisible for any other."""
    report = visible_to(officer, reports()).filter(id=report_id).first()
    if report is None:
        raise NotVisible(_("There is no such report."))
    return report


def _known_to(officer: Officer) -> QuerySet[Report]:
    known = visible_to(officer, reports())
    return known.annotate(unread=Count("conversation__messages", filter=UNREAD))

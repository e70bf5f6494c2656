"""The piles of the queue: which part of it is looked at. The value stands in the page's address."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.people.models import Officer
from plainsight.triage.models import Standing

STATES = {
    Standing.State.NEW: _("Not opened"),
    Standing.State.TRIAGE: _("In triage"),
    Standing.State.CLOSED: _("Closed"),
    Standing.State.MERGED: _("Merged"),
    Standing.State.ERASED: _("Erased"),
}
OPEN_STATES = (Standing.State.NEW, Standing.State.TRIAGE)
OPEN = Q(state__in=OPEN_STATES, mark="")
"""Not closed, and not set aside as malicious or spam."""

NOT_ANSWERED = Q(control_room_at__isnull=False, control_room_acknowledged_at=None)
RESPONSE_RUNS = Q(respond_by__isnull=False, responded_at=None)
UNREAD = Q(unread__gt=0)


class Pile(StrEnum):
    """Which part of the queue. WAITING is what a shift has to empty."""

    WAITING = "waiting"
    RECEIVED = "received"
    OPENED = "opened"
    MINE = "mine"
    CLOSED = "closed"
    ALL = "all"

    @property
    def words(self) -> str | Promise:
        """What the page calls it."""
        return _WORDS[self]

    def parts(self, officer: Officer) -> tuple[Q, ...]:
        """Return what a report's standing has to be like for this officer: one of these, never two.

        A reply that nobody has read waits whatever became of its report: closed, merged or marked,
        nothing that a person writes goes unread.
        """
        if self is Pile.MINE:
            return (OPEN & Q(assigned_to=officer),)
        return _PARTS[self]


COUNTED = (Pile.WAITING, Pile.RECEIVED, Pile.OPENED, Pile.MINE)
"""Those of which the page says how much is in them: they are work."""

_WORDS = {
    Pile.WAITING: _("Waiting for us"),
    Pile.RECEIVED: _("Not opened yet"),
    Pile.OPENED: _("In triage"),
    Pile.MINE: _("Assigned to me"),
    Pile.CLOSED: _("Closed"),
    Pile.ALL: _("All"),
}
_NEEDS_SOMEBODY = OPEN & (
    Q(state=Standing.State.NEW) | Q(grade="") | RESPONSE_RUNS | Q(crime_decision="") | NOT_ANSWERED
)
_PARTS = {
    Pile.WAITING: (_NEEDS_SOMEBODY, UNREAD & ~_NEEDS_SOMEBODY),
    Pile.RECEIVED: (Q(state=Standing.State.NEW, mark=""),),
    Pile.OPENED: (Q(state=Standing.State.TRIAGE, mark=""),),
    Pile.CLOSED: (Q(state=Standing.State.CLOSED),),
    Pile.ALL: (Q(),),
}

"""What the waiting room shows: who waits, who talks with whom. Nothing of it is sealed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from plainsight.chat.models import Chat, Presence
from plainsight.core.clock import now
from plainsight.people.access import can, visible_to
from plainsight.people.models import Officer

PLACE_KEPT = timedelta(minutes=15)
LINE_LOST = timedelta(seconds=60)
THERE = timedelta(minutes=2)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Seat:
    """A chat as the waiting room shows it."""

    chat: Chat
    operator: str
    unread: int
    minutes: int
    is_mine: bool
    is_free: bool

    @property
    def kept_until(self) -> datetime | None:
        """Until when the place of a visitor who left is kept."""
        return self.chat.left_at + PLACE_KEPT if self.chat.left_at else None


def living(officer: Officer) -> QuerySet[Chat]:
    """Return the chats that have not ended, of which the officer may know, in the room's order."""
    known = visible_to(officer, Chat.objects.all())
    return known.exclude(state=Chat.State.ENDED).order_by("rank", "arrived_at")


def waiting_count(officer: Officer) -> int:
    """Return how many wait for somebody now."""
    return living(officer).filter(state=Chat.State.WAITING).count()


def seats(officer: Officer) -> list[Seat]:
    """Return all living chats as this officer sees them, in the order of risk and time."""
    unread = Count(
        "conversation__messages",
        filter=Q(
            conversation__messages__author__in=("reporter", "interpreter"),
            conversation__messages__read_at=None,
        ),
    )
    found = list(living(officer).annotate(unread=unread))
    names = names_of({one.operator for one in found if one.operator})
    at = now()
    return [
        Seat(
            chat=one,
            operator=names.get(one.operator, "") if one.operator else "",
            unread=one.unread,
            minutes=int((at - one.arrived_at).total_seconds() // 60),
            is_mine=one.operator == officer.id,
            is_free=is_free(one, officer),
        )
        for one in found
    ]


def ended_lately(officer: Officer) -> QuerySet[Chat]:
    """Return the chats of the last day that have ended and are no report."""
    ended = visible_to(officer, Chat.objects.filter(state=Chat.State.ENDED))
    return ended.filter(ended_at__gt=now() - A_DAY, conversation__report=None).order_by(
        "-ended_at", "conversation_id"
    )


def is_free(chat: Chat, officer: Officer) -> bool:
    """Say whether an officer may accept it: it waits, is offered to them, or its line is lost."""
    if chat.operator == officer.id or chat.state == Chat.State.ENDED:
        return False
    return chat.state in {Chat.State.WAITING, Chat.State.PAUSED} or chat.offered_to == officer.id


def names_of(officers: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of officers by id."""
    return dict(Officer.objects.filter(id__in=officers).values_list("id", "name"))


def is_taking(officer: Officer) -> bool:
    """Say whether an officer takes chats now."""
    return Presence.objects.filter(officer=officer.id, is_taking=True).exists()


def colleagues(officer: Officer) -> list[Officer]:
    """Return the other officers who take chats now and may, by name."""
    there = Presence.objects.filter(is_taking=True, seen_at__gt=now() - THERE)
    found = Officer.objects.filter(id__in=there.values("officer"), is_active=True)
    return [one for one in found.exclude(id=officer.id) if can(one, "chat.accept")]

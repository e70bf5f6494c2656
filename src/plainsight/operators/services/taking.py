"""Taking chats: being there, accepting with one winner, handing over, never silently."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from plainsight.chat.models import Chat, Note, Presence
from plainsight.core.clock import now
from plainsight.operators.queries import is_free, names_of
from plainsight.operators.services.finding import Acting, demand_living
from plainsight.operators.services.noting import add_note
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.vault.unlocked import Unlocked


def be_there(officer: Officer, *, is_taking: bool) -> None:
    """Begin or stop taking chats. Raises NotAllowed."""
    demand(officer, "chat.accept")
    values = {"is_taking": is_taking, "seen_at": now()}
    Presence.objects.update_or_create(officer=officer.id, defaults=values)
    ring_desk()


def still_there(officer: Officer) -> None:
    """Note that an operator's page is open."""
    Presence.objects.filter(officer=officer.id).update(seen_at=now())


@transaction.atomic
def accept(acting: Acting) -> None:
    """Accept a chat that waits, is offered, or whose operator's line is lost; one officer wins.

    Raises NotVisible and NotAllowed; NotNow when somebody else has it.
    """
    chat = acting.found("chat.accept", is_own=False)
    if chat.operator == acting.officer.id and chat.state == Chat.State.OPEN:
        return
    demand_living(chat)
    if not (is_free(chat, acting.officer) or chat.operator == acting.officer.id):
        name = names_of([chat.operator]).get(chat.operator, "") if chat.operator else ""
        raise NotNow(_("{name} has accepted this chat already.").format(name=name))
    event = "joined" if chat.accepted_at is None else "handed_over"
    if chat.operator == acting.officer.id:
        event = "resumed"
    Chat.objects.filter(conversation=chat.conversation_id).update(
        state=Chat.State.OPEN,
        operator=acting.officer.id,
        offered_to=None,
        accepted_at=chat.accepted_at or now(),
        operator_seen_at=now(),
        said_at=now(),
        warned_at=None,
    )
    acting.happened(event)
    acting.log("chat.accepted", event=event)
    ring_desk()


@transaction.atomic
def hand_over(acting: Acting, *, unlocked: Unlocked, to: UUID | None, summary: str) -> None:
    """Offer a chat to a colleague, or to the whole room, with a summary for them.

    To a colleague it stays with the officer until the colleague accepts; to the room it waits
    there, first by its risk, and the visitor is told. Raises NotVisible, NotAllowed and NotNow.
    """
    chat = acting.found("chat.speak")
    demand_living(chat)
    add_note(acting, unlocked, Note.Kind.HANDOVER, summary)
    rows = Chat.objects.filter(conversation=chat.conversation_id)
    if to is None:
        rows.update(state=Chat.State.PAUSED, offered_to=None, operator_seen_at=None)
        acting.happened("paused")
    else:
        rows.update(offered_to=to)
    acting.log("chat.offered", to="room" if to is None else str(to))
    ring_desk()


def ring_desk() -> None:
    """Let the desk's pages look again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('plainsight_desk', '')")

"""Ending a chat, making a report of it, and what holds it back: slowness, silence, a legal hold."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.chat.models import Chat
from plainsight.intake import gates
from plainsight.operators.services.finding import Acting, demand_living
from plainsight.people.access import can, demand
from plainsight.people.errors import NotNow

SLOWEST_S = 120


@transaction.atomic
def end(acting: Acting) -> None:
    """End a chat; a supervisor may end a colleague's. Safe to repeat."""
    chat = acting.found("chat.speak", is_own=False)
    by = "operator" if chat.operator == acting.officer.id else "supervisor"
    if by == "supervisor":
        demand(acting.officer, "chat.supervise", chat)
    if gates.value("end_chat", acting.chat_id, by):
        acting.log("chat.ended", by=by)


@transaction.atomic
def make_report(acting: Acting) -> UUID:
    """End a chat, if it goes on, and make a report of it with its whole log; return its id."""
    chat = acting.found("chat.report", is_own=False)
    if chat.state != Chat.State.ENDED and chat.operator not in {None, acting.officer.id}:
        demand(acting.officer, "chat.supervise", chat)
    gates.value("end_chat", acting.chat_id, "report")
    is_new = chat.conversation.report_id is None
    gates.value("report_chat", acting.chat_id)
    if is_new:
        acting.log("chat.made_report")
    return chat.report


@transaction.atomic
def slow(acting: Acting, *, seconds: int) -> None:
    """Let so many seconds lie between two messages of the visitor; 0 lets them be quick again."""
    chat = acting.found("chat.speak")
    demand_living(chat)
    if not 0 <= seconds <= SLOWEST_S:
        raise NotNow(_("Choose between 0 and 120 seconds."))
    Chat.objects.filter(conversation=acting.chat_id).update(slow_s=seconds)
    acting.happened("slow" if seconds else "slow_off")
    acting.log("chat.slowed", seconds=seconds)


@transaction.atomic
def still(acting: Acting, *, is_on: bool) -> None:
    """Take no message of the visitor for the moment, or take them again; the visitor is told."""
    chat = acting.found("chat.speak")
    demand_living(chat)
    Chat.objects.filter(conversation=acting.chat_id).update(is_stilled=is_on)
    acting.happened("stilled" if is_on else "stilled_off")
    acting.log("chat.stilled", on=is_on)


@transaction.atomic
def hold(acting: Acting, *, is_on: bool) -> None:
    """Keep a chat as evidence: no wipe touches it until it is released."""
    chat = acting.found("chat.hold", is_own=False)
    Chat.objects.filter(conversation=chat.conversation_id).update(is_held=is_on)
    acting.log("chat.held", on=is_on)


def may_hold(acting: Acting, chat: Chat) -> bool:
    """Say whether the officer may keep a chat as evidence."""
    return bool(can(acting.officer, "chat.hold", chat))

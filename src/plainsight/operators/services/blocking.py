"""Keeping somebody out of the chat until midnight: one officer asks, a second one agrees.

Nobody's address is kept: only the day's keyed hash of it, which means nothing the day after. A
block keeps nobody from reporting: what they type in the chat becomes a report instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plainsight.chat.models import Block, Chat, Note
from plainsight.core.clock import now
from plainsight.operators.queries import names_of
from plainsight.operators.services.finding import Acting
from plainsight.operators.services.noting import add_note, read_notes
from plainsight.people.access import demand, visible_to
from plainsight.people.errors import NotNow, NotVisible
from plainsight.people.models import Officer
from plainsight.vault.unlocked import Unlocked


@dataclass(frozen=True, repr=False)
class Asked:
    """A block as it is shown to whoever may agree to it."""

    block: Block
    by: str
    agreed_by: str
    reason: str
    is_mine: bool


@transaction.atomic
def ask_block(acting: Acting, *, unlocked: Unlocked, reason: str) -> None:
    """Ask that whoever writes here begins no other chat today; nothing happens until it is agreed.

    Asked again, it stays the one block. Raises NotVisible, NotAllowed, what the vault raises, and
    NotNow when the chat is a colleague's or from another day.
    """
    chat = acting.found("chat.block", is_own=False)
    if chat.operator != acting.officer.id:
        demand(acting.officer, "chat.supervise", chat)
    if chat.network is None:
        raise NotNow(_("It is no longer known where this chat came from: it is of another day."))
    if Block.objects.filter(network=chat.network, until__gt=now()).exists():
        raise NotNow(_("A block was asked for already."))
    add_note(acting, unlocked, Note.Kind.BLOCK, reason)
    block = Block.objects.create(
        conversation=acting.chat_id,
        network=chat.network,
        asked_by=acting.officer.id,
        asked_at=now(),
        until=_midnight(),
    )
    acting.log("chat.block_asked", block=str(block.id))


@transaction.atomic
def agree(officer: Officer, *, block: UUID) -> None:
    """Put a block into force, as somebody other than who asked for it. Safe to repeat.

    Raises NotVisible, NotAllowed, and NotNow for the one who asked.
    """
    found, acting = _found(officer, block)
    if found.asked_by == officer.id:
        raise NotNow(_("You asked for it yourself: somebody else has to agree."))
    if found.agreed_by is None:
        Block.objects.filter(id=block).update(agreed_by=officer.id, agreed_at=now())
        acting.log("chat.block_agreed", block=str(block))


@transaction.atomic
def lift(officer: Officer, *, block: UUID) -> None:
    """Take a block back, or refuse one that was asked for. Raises NotVisible and NotAllowed."""
    found, acting = _found(officer, block)
    found.delete()
    acting.log("chat.block_lifted", block=str(block))


@transaction.atomic
def asked(officer: Officer, *, unlocked: Unlocked) -> list[Asked]:
    """Return the blocks of today with their reasons, unsealed; each look at one is logged."""
    found = list(blocks(officer))
    names = names_of({who for one in found for who in (one.asked_by, one.agreed_by) if who})
    shown = []
    for one in found:
        acting = Acting(officer, one.conversation)
        key = unlocked.record_key("conversation", one.conversation)
        reasons = [note.text for note in read_notes(one.conversation, key) if note.kind == "block"]
        agreed_by = names.get(one.agreed_by, "") if one.agreed_by else ""
        by, reason = names.get(one.asked_by, ""), reasons[-1] if reasons else ""
        shown.append(Asked(one, by, agreed_by, reason, one.asked_by == officer.id))
        acting.log("chat.block_read", block=str(one.id))
    return shown


def blocks(officer: Officer) -> QuerySet[Block]:
    """Return the blocks of today of which an officer may know, oldest first."""
    known = visible_to(officer, Chat.objects.all()).values("conversation")
    return Block.objects.filter(until__gt=now(), conversation__in=known).order_by("asked_at")


def _found(officer: Officer, block: UUID) -> tuple[Block, Acting]:
    found = Block.objects.select_for_update().filter(id=block, until__gt=now()).first()
    if found is None:
        raise NotVisible
    acting = Acting(officer, found.conversation)
    demand(officer, "chat.block", Chat.objects.filter(conversation=found.conversation).first())
    return found, acting


def _midnight() -> datetime:
    return now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(1)

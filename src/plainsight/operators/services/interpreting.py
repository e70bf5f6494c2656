"""Interpreters in a chat: invited by a one-time code, and shown the door again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plainsight.chat import joining
from plainsight.chat.models import Interpreter
from plainsight.codes.phrases import language_of
from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intake import returncodes
from plainsight.operators.services.finding import Acting, demand_living
from plainsight.people.access import demand
from plainsight.people.errors import NotNow, NotVisible
from plainsight.vault.unlocked import Unlocked

LASTS = timedelta(minutes=30)


@dataclass(frozen=True, repr=False)
class Invitation:
    """A code that is shown once: nothing that the database keeps leads back to it."""

    id: UUID
    code: str
    until: datetime

    @property
    def link(self) -> str:
        """The address with the code behind its #, which browsers send to nobody."""
        return f"{settings.PUBLIC_URL}/c/i/#{self.code}"


@dataclass(frozen=True)
class Place:
    """An interpreter's place as the chat's page shows it."""

    id: UUID
    language: str
    has_joined: bool
    until: datetime


@transaction.atomic
def invite(acting: Acting, *, unlocked: Unlocked, language: str) -> Invitation:
    """Invite an interpreter of a language into one's own chat; they see what follows.

    An invitation that nobody has used gives way to the new one. Raises NotVisible, NotAllowed and
    what the vault raises; NotNow when the chat is over or not theirs, or there is no such language.
    """
    chat = acting.found("chat.speak")
    demand_living(chat)
    if language_of(language) is None:
        raise NotNow(_("Choose the language of the interpreter."))
    _close_unused(Interpreter.objects.filter(chat=chat))
    invitation, code, until = new_id(), returncodes.new_code(), now() + LASTS
    key = unlocked.record_key("conversation", acting.chat_id)
    Interpreter.objects.create(
        id=invitation,
        chat=chat,
        locator=joining.locator(code),
        wrap=joining.wrap(code, invitation=invitation, conversation=acting.chat_id, key=key),
        language=language,
        invited_by=acting.officer.id,
        until=until,
        from_seq=chat.conversation.last_seq,
    )
    acting.log("chat.interpreter_invited", invitation=str(invitation), language=language)
    return Invitation(invitation, returncodes.spell(code), until)


@transaction.atomic
def withdraw(acting: Acting, *, invitation: UUID) -> None:
    """Make a code worthless, or take an interpreter out of the chat. Safe to repeat.

    A supervisor may do it in a colleague's chat. Raises NotVisible and NotAllowed.
    """
    chat = acting.found("chat.speak", is_own=False)
    if chat.operator != acting.officer.id:
        demand(acting.officer, "chat.supervise", chat)
    place = Interpreter.objects.filter(chat=chat, id=invitation)
    if not place.exists():
        raise NotVisible
    had_joined = False
    if not _close_unused(place):
        # Whoever joined at this very moment has done so by now: the first change waited for them.
        had_joined = bool(place.filter(left_at=None).update(left_at=now()))
        if not had_joined:
            return
        acting.happened("interpreter_left")
    acting.log("chat.interpreter_withdrawn", invitation=str(invitation), joined=had_joined)


def places(chat: UUID) -> list[Place]:
    """Return the interpreters who are in a chat or may still join it."""
    found = Interpreter.objects.filter(chat=chat, left_at=None).order_by("until")
    at = now()
    return [
        Place(one.id, one.language, one.joined_at is not None, one.until)
        for one in found
        if one.joined_at is not None or one.until > at
    ]


def _close_unused(found: QuerySet[Interpreter]) -> int:
    at = now()
    unused = found.filter(joined_at=None, left_at=None)
    return unused.update(until=at, left_at=at, wrap=None)

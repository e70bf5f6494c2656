"""Finding a chat for an officer, locked in the order in which the gates lock it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.chat.models import Chat
from plainsight.intake import gates
from plainsight.intake.models import Conversation
from plainsight.people.access import demand
from plainsight.people.errors import NotNow, NotVisible
from plainsight.people.models import Officer


@dataclass(frozen=True)
class Acting:
    """An officer at a chat."""

    officer: Officer
    chat_id: UUID

    def found(self, action: str, *, is_own: bool = True) -> Chat:
        """Return the chat, its rows locked until the transaction ends.

        Raises NotVisible and NotAllowed; NotNow when the chat is somebody else's and has to be
        the officer's own.
        """
        # The order in which every gate locks, or two of them wait for each other.
        Conversation.objects.select_for_update().filter(id=self.chat_id).first()
        chat = Chat.objects.select_for_update().filter(conversation=self.chat_id).first()
        if chat is None:
            raise NotVisible
        demand(self.officer, action, chat)
        if is_own and chat.operator != self.officer.id:
            raise NotNow(_("This chat is not yours. Accept it first, or ask who has it."))
        return chat

    def log(self, verb: str, **detail: str | int | bool) -> None:
        """Write an act to the log, in the act's transaction."""
        actor, subject = Actor("officer", self.officer.id), Subject("conversation", self.chat_id)
        record(actor, verb, subject=subject, detail=detail)

    def happened(self, event: str) -> int:
        """Put an event into the chat's log; return its number."""
        return int(gates.value("chat_event", self.chat_id, event))


def demand_living(chat: Chat) -> None:
    """Raise NotNow when the chat is over, and say why nothing more may be said."""
    if chat.ended_by == "stop":
        raise NotNow(_("The visitor typed the stop word. Say nothing more."))
    if chat.state == Chat.State.ENDED:
        raise NotNow(_("This chat has ended. Nothing was sent."))

"""Writing to the reporter: sealed to the conversation, sent once."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.intake.errors import ConversationClosed
from plainsight.intake.messages import Said, seal_message, unseal_message
from plainsight.intake.queries import conversation as conversation_of
from plainsight.intake.queries import messages as messages_of
from plainsight.intake.services import desk_message
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.queries import report_for
from plainsight.vault.unlocked import Unlocked


class AlreadyAsked(NotNow):
    """The same form has sent a message already, and it said something else."""


@transaction.atomic
def ask_reporter(
    *, officer: Officer, unlocked: Unlocked, report_id: UUID, client_id: UUID, text: str
) -> int:
    """Send a message to the reporter and log it; return its number.

    The same `client_id` with the same text again is the same message, not logged twice. Raises
    NotVisible, NotAllowed, AlreadyAsked when it comes again with another text, NotNow when the
    reporter has no code to read it by, and vault.errors' Erased, CannotOpen and NotAdmitted.
    """
    report = report_for(officer, report_id)
    demand(officer, "report.ask", report)
    conversation = conversation_of(report.id).id
    key = unlocked.record_key("conversation", conversation)
    sealed = seal_message(key, conversation, "desk", client_id, Said("text", text))
    try:
        seq, is_new = desk_message(
            conversation=conversation, client_id=client_id, sealed_body=sealed
        )
    except ConversationClosed:
        raise NotNow(_("The reporter has no return code, so nobody would read this.")) from None
    if is_new:
        subject = Subject("report", report.id)
        record(
            Actor("officer", officer.id), "report.asked", subject=subject, detail={"message": seq}
        )
    elif _said(key, conversation, seq) != text:
        raise AlreadyAsked(
            _("This form has already sent an earlier wording. Read it above, then send the rest.")
        )
    return seq


def _said(key: bytes, conversation: UUID, seq: int) -> str:
    message = messages_of(conversation).get(seq=seq)
    return unseal_message(key, conversation, "desk", message.client_id, message.body).text

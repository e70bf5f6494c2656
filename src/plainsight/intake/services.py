"""What the desk does to intake's records.

The stage that calls (triage) asks the access rule first and writes its own verb to the log, in
the same transaction: intake knows no staff.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from plainsight.core.clock import now
from plainsight.intake.errors import ConversationClosed
from plainsight.intake.models import Conversation, Message, Report


@transaction.atomic
def mark_opened(*, report: UUID) -> bool:
    """Note that a report was opened; return whether this was the first time."""
    first = Report.objects.filter(id=report, state=Report.State.RECEIVED).update(
        state=Report.State.OPENED, opened_at=now()
    )
    return bool(first)


@transaction.atomic
def desk_message(*, conversation: UUID, client_id: UUID, sealed_body: bytes) -> tuple[int, bool]:
    """Add the desk's sealed message; return its number and whether it is new.

    The same `client_id` again is the same message. `sealed_body` comes from
    `messages.seal_message(key, conversation, "desk", client_id, said)`. Raises ConversationClosed
    when the reporter has no code to read it by, Conversation.DoesNotExist for an unknown one.
    """
    found = Conversation.objects.select_for_update().get(id=conversation)
    already = Message.objects.filter(
        conversation=found, author=Message.Author.DESK, client_id=client_id
    ).first()
    if already:
        return already.seq, False
    if found.state != Conversation.State.OPEN:
        raise ConversationClosed
    Conversation.objects.filter(id=conversation).update(last_seq=F("last_seq") + 1)
    Message.objects.create(
        conversation=found,
        seq=found.last_seq + 1,
        author=Message.Author.DESK,
        client_id=client_id,
        body=sealed_body,
        sent_at=now(),
    )
    return found.last_seq + 1, True


@transaction.atomic
def mark_replies_read(*, conversation: UUID, up_to: int) -> None:
    """Note that the desk has read the reporter's messages up to a number."""
    Message.objects.filter(
        conversation=conversation,
        author=Message.Author.REPORTER,
        seq__lte=up_to,
        read_at__isnull=True,
    ).update(read_at=now())

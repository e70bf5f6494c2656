"""Opening the seals that every act of triage needs. Nothing here asks or logs: its callers do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from plainsight.intake.answers import Answers, FileNote, decode
from plainsight.intake.messages import Author, Said, unseal_message
from plainsight.intake.models import Conversation, Message, Report
from plainsight.intake.queries import messages as messages_of
from plainsight.vault.box import unseal
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen
from plainsight.vault.unlocked import Unlocked


def unsealed(report: Report, key: bytes) -> Answers:
    """Return the reporter's account. Raises CannotOpen when it is damaged."""
    try:
        return decode(unseal(key, report.body, Context("report", report.id, "body")))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise CannotOpen("the report is not in the form that intake seals") from None


def report_key(unlocked: Unlocked, report: Report) -> bytes:
    """Return the report's data key; raises Erased, CannotOpen or NotAdmitted."""
    return unlocked.record_key("report", report.id)


def said_in(key: bytes, conversation: Conversation) -> Iterator[tuple[Message, Said]]:
    """Give each message with what it says, in order, without a chat's events. Raises CannotOpen."""
    for message in messages_of(conversation.id).exclude(author=Message.Author.SYSTEM):
        author = cast("Author", message.author)
        sealed = message.body
        yield message, unseal_message(key, conversation.id, author, message.client_id, sealed)


def conversation_notes(key: bytes, conversation: Conversation) -> list[FileNote]:
    """Return what the reporter's messages say of the files that came later."""
    said = [one for message, one in said_in(key, conversation) if message.author == "reporter"]
    return [one.file for one in said if one.file is not None]

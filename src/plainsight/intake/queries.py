"""What the desk may ask of intake. All of it is sealed but flags, codes, hours and states."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from plainsight.intake.models import Attachment, Conversation, Message, Report


def reports() -> QuerySet[Report]:
    """Return all reports, the latest hour first."""
    return Report.objects.order_by("-received_hour", "reference")


def attachments(report: UUID) -> QuerySet[Attachment]:
    """Return the files of a report; what they are called is inside the report's seal."""
    return Attachment.objects.filter(report=report).order_by("id")


def attachments_of_conversation(conversation: UUID) -> QuerySet[Attachment]:
    """Return the files that came later; what they are called is inside the messages' seals."""
    return Attachment.objects.filter(conversation=conversation).order_by("id")


def conversation(report: UUID) -> Conversation:
    """Return a report's conversation; raises Conversation.DoesNotExist when there is no report."""
    return Conversation.objects.get(report=report)


def messages(conversation: UUID) -> QuerySet[Message]:
    """Return a conversation's sealed messages in order."""
    return Message.objects.filter(conversation=conversation).order_by("seq")

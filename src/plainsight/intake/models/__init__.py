"""The tables of intake. The public role may touch none of them; only the gates do."""

from __future__ import annotations

from plainsight.intake.models.conversation import Conversation, Message, ReturnCode
from plainsight.intake.models.draft import Draft, EarlyCode, Prepared, SpentToken
from plainsight.intake.models.report import Attachment, Report

__all__ = [
    "Attachment",
    "Conversation",
    "Draft",
    "EarlyCode",
    "Message",
    "Prepared",
    "Report",
    "ReturnCode",
    "SpentToken",
]

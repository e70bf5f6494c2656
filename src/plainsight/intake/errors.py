"""What can go wrong between a person and the gates, in words that a view can act on."""

from __future__ import annotations


class NotNow(Exception):
    """The database cannot answer at present: keep the typed text and offer to try again."""


class Refused(NotNow):
    """A gate refused what it was given: a defect of ours, or somebody probing."""


class DraftFull(NotNow):
    """The draft holds as much as it can: keep the typed text; what was saved before stays."""


class DraftGone(Exception):
    """The draft is not there: never begun, thrown away, or older than a day."""


class AlreadySent(Exception):
    """The draft has been sent and takes no more answers; show its code instead."""


class TooManyFiles(Exception):
    """The report, or the conversation, holds as many files as it may."""


class CodeUnknown(Exception):
    """The conversation is no longer open to this visit: its code was destroyed meanwhile."""


class ConversationClosed(Exception):
    """The reporter has no code (any more), so nobody would ever read the message."""

"""Why a service says no. Messages are words for the person, never what they typed."""

from __future__ import annotations


class NotAllowed(Exception):
    """The officer may see the record but not do this: the page answers 403."""


class NotVisible(Exception):
    """The officer may not know that the record exists: the page answers 404."""


class NotNow(Exception):
    """Allowed, but not in the present state; the message says what to do first."""


class NotAccepted(Exception):
    """What was offered (password, code, passkey, passphrase) is not right; it says no more."""


class TooMany(Exception):
    """Too many wrong attempts for now."""

"""The ways in which the vault says no.

Messages name codes and roles, never content or keys: they may end up in a log.
"""


class VaultError(Exception):
    """Anything that the vault refuses; every other error here is one of these."""


class CannotOpen(VaultError):
    """The seal does not open: wrong key, wrong context, cut short or altered."""


class CannotUnlock(VaultError):
    """The passphrase or passkey offered does not open this member's key."""


class Erased(VaultError):
    """The record's key has been destroyed; nothing can read it again."""


class NotAdmitted(VaultError):
    """The member holds no grant to the team's key, or their admission does not verify."""


class PinMismatch(VaultError):
    """The published team key is not one that this process was told to trust."""


class TooBusy(VaultError):
    """Too many unlocks are running at once; try again in a few seconds."""


class NotNow(VaultError):
    """The step does not fit the state that the keys are in."""

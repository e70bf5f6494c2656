"""Keyed tokens: the same value is the same token everywhere, and says nothing without the key."""

from __future__ import annotations

import hmac
from contextlib import suppress
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction

from plainsight.vault.errors import CannotOpen
from plainsight.vault.unlocked import Unlocked

TOKENS, OF_ALL = "tokens", UUID("6f0b6e5c-2a56-4e0b-9f5e-0f3f1c7a9d10")
"""The one key behind all tokens is a record's key like others: it outlives the team's own."""


def token_of(unlocked: Unlocked, kind: str, value: str) -> bytes:
    """Return the 32-byte token of a value of a kind; raises what the vault raises."""
    return hmac.digest(secret_of(unlocked), f"{kind}\0{value}".encode(), sha256)


def secret_of(unlocked: Unlocked) -> bytes:
    """Return the 32-byte key behind all tokens and blocking keys, made when there is none yet."""
    with suppress(CannotOpen):
        return unlocked.record_key(TOKENS, OF_ALL)
    try:
        with transaction.atomic():
            return unlocked.new_record_key(TOKENS, OF_ALL)
    except IntegrityError:  # somebody else has made it at this very moment
        return unlocked.record_key(TOKENS, OF_ALL)

"""Form tokens, recorded when they are spent."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from plainsight.intake import gates


def spend(nonce: UUID) -> bool:
    """Return True the first time a form token's nonce is seen; raises NotNow."""
    return bool(gates.value("spend_token", sha256(nonce.bytes).digest()))

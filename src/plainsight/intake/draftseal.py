"""A draft's key, locator and seal: all of it comes from what the visitor's cookie holds.

The database has neither the cookie nor anything that leads to it, so a draft opens only while
its writer is there, or comes back with the return code that they kept. Beside the key a cookie
holds its sitting: sixteen random bytes by which everybody who writes on a draft sees their own
words only. The code leads to the key and to no sitting.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from plainsight.intake.packing import packed
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.derive import derive

SITTING_BYTES = 16


@dataclass(frozen=True, repr=False)
class DraftKey:
    """What a cookie leads to: `raw` is the draft's own key, of which the others are made."""

    raw: bytes
    sitting: bytes

    @property
    def cookie(self) -> str:
        """The text of the cookie."""
        return base64.urlsafe_b64encode(self.raw + self.sitting).decode("ascii")

    @cached_property
    def locator(self) -> bytes:
        """The 32 bytes by which the database finds the draft."""
        return derive(self.raw, "draft locator")

    @cached_property
    def key(self) -> bytes:
        """The key that seals the draft."""
        return derive(self.raw, "draft")

    @property
    def id(self) -> UUID:
        """The draft's name inside seals, which the database can tell from its locator."""
        return UUID(bytes=self.locator[:16])

    def seal(self, part: str, values: dict[str, Any]) -> bytes:
        """Seal the draft's "body" or, once sent, its "receipt"."""
        return box.seal(self.key, packed(values), self._context(part))

    def unseal(self, part: str, sealed: bytes) -> dict[str, Any]:
        """Open what `seal` made; raises vault.errors.CannotOpen."""
        opened: dict[str, Any] = json.loads(box.unseal(self.key, sealed, self._context(part)))
        return opened

    def _context(self, part: str) -> Context:
        return Context("draft", self.id, part)


def new_draft_key() -> DraftKey:
    """Return the key of a new draft; its `cookie` is the text to set."""
    return taken_up(box.new_key())


def taken_up(raw: bytes) -> DraftKey:
    """Return a draft's key for a sitting of its own, which has seen nothing yet."""
    return DraftKey(raw, secrets.token_bytes(SITTING_BYTES))


def draft_key(cookie: str) -> DraftKey | None:
    """Return the key in a cookie, or None when it is not one of ours."""
    try:
        held = base64.urlsafe_b64decode(cookie)
    except (binascii.Error, ValueError):
        return None
    if len(held) != box.KEY_BYTES + SITTING_BYTES:
        return None
    return DraftKey(held[: box.KEY_BYTES], held[box.KEY_BYTES :])

"""A draft's key, locator and seal: all of it comes from what the visitor's cookie holds.

The database has neither the cookie nor anything that leads to it, so a draft opens only while
its writer is there.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plainsight.intake.answers import packed
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.derive import derive


@dataclass(frozen=True)
class DraftKey:
    """What a cookie leads to. The cookie's own key is used for nothing but these two."""

    cookie: str
    locator: bytes
    key: bytes

    def seal(self, part: str, values: dict[str, Any]) -> bytes:
        """Seal the draft's "body" or, once sent, its "receipt"."""
        return box.seal(self.key, packed(values), self._context(part))

    def unseal(self, part: str, sealed: bytes) -> dict[str, Any]:
        """Open what `seal` made; raises vault.errors.CannotOpen."""
        opened: dict[str, Any] = json.loads(box.unseal(self.key, sealed, self._context(part)))
        return opened

    def _context(self, part: str) -> Context:
        return Context("draft", UUID(bytes=self.locator[:16]), part)


def new_draft_key() -> DraftKey:
    """Return the key of a new draft; its `cookie` is the text to set."""
    return _from_bytes(box.new_key())


def draft_key(cookie: str) -> DraftKey | None:
    """Return the key in a cookie, or None when it is not one of ours."""
    try:
        raw = base64.urlsafe_b64decode(cookie + "=")
    except (binascii.Error, ValueError):
        return None
    return _from_bytes(raw) if len(raw) == box.KEY_BYTES else None


def _from_bytes(raw: bytes) -> DraftKey:
    return DraftKey(
        cookie=base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii"),
        locator=derive(raw, "draft locator"),
        key=derive(raw, "draft"),
    )

"""A message's seal: its text in UTF-8 under the conversation's key, bound to author and place."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from plainsight.vault import box
from plainsight.vault.context import Context

Author = Literal["reporter", "desk"]
LONGEST = 10_000
"""Characters that a form may take for one message."""


def seal_message(
    key: bytes, conversation: UUID, author: Author, client_id: UUID, text: str
) -> bytes:
    """Seal one message under its conversation's key."""
    body = text.encode("utf-8", "replace")
    return box.seal(key, body, _context(conversation, author, client_id))


def unseal_message(
    key: bytes, conversation: UUID, author: Author, client_id: UUID, sealed: bytes | memoryview
) -> str:
    """Open what `seal_message` made; raises vault.errors.CannotOpen for anything else."""
    return box.unseal(key, bytes(sealed), _context(conversation, author, client_id)).decode("utf-8")


def _context(conversation: UUID, author: Author, client_id: UUID) -> Context:
    return Context("conversation", conversation, f"message:{author}:{client_id}")

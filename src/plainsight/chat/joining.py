"""How an interpreter joins a chat: by a one-time code, made at the desk and used up here.

The code is found by its hash and opens the conversation's key; once used, or when its time is
over, neither is left.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from plainsight.chat import visitor
from plainsight.chat.visiting import ChatVisit
from plainsight.intake import gates, returncodes
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.derive import derive
from plainsight.vault.errors import CannotOpen

LOCATOR_BYTES = 32


def locator(code: str) -> bytes:
    """Return the 32 bytes by which an unused code (of `returncodes.new_code`) is found."""
    return sha256(b"interpreter\0" + code.encode("ascii")).digest()


def wrap(code: str, *, invitation: UUID, conversation: UUID, key: bytes) -> bytes:
    """Seal a conversation's key under the code of an invitation to it."""
    return box.seal(_key(code, invitation), key, _context(conversation, invitation))


def open_invitation(typed: str) -> ChatVisit | None:
    """Use a code up and return the hold on its chat, shown from the invitation on.

    None for every code that opens nothing: wrong, used, expired or withdrawn, or of a chat that
    is over. Raises NotNow; the code may then be used up, and a new one is needed.
    """
    code = returncodes.parse(typed)
    found = gates.rows("find_invitation", locator(code)) if code else []
    if not code or not found:
        return None
    invitation, conversation, wrapped, language = found[0]
    try:
        key = box.unseal(_key(code, invitation), wrapped, _context(conversation, invitation))
    except CannotOpen:
        return None
    visit = ChatVisit(
        locator=secrets.token_bytes(LOCATOR_BYTES),
        conversation=conversation,
        key=key,
        party="interpreter",
        language=language,
    )
    gates.rows("join_chat", locator(code), visit.locator)
    # Not the gate's answer but the place decides: a call that was repeated has joined already.
    stands = visitor.stands(visit)
    return replace(visit, from_seq=stands.from_seq) if stands else None


def _key(code: str, invitation: UUID) -> bytes:
    return derive(code.encode("ascii"), "interpreter wrap", salt=invitation.bytes)


def _context(conversation: UUID, invitation: UUID) -> Context:
    return Context("conversation", conversation, f"interpreter:{invitation}")

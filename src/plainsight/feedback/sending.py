"""Sending feedback: sealed to the team as a report is, because it may be one."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection

from plainsight.core.ids import new_id
from plainsight.intake import gates
from plainsight.intake.errors import NotNow
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.errors import VaultError
from plainsight.vault.published import TeamKeyInfo, forget_team_key, trusted_team_key
from plainsight.vault.sealing import seal_to

ATTEMPTS = 3
LONGEST = 4_000
"""Characters that a form may take."""


def send_feedback(*, token: UUID, text: str, rating: int | None = None, page: str = "") -> bool:
    """Seal and send; return False when this form token was spent before: nothing is written then.

    `page` is one of `pages.PAGES` or empty, `rating` from 1 (very bad) to 5 or None. Raises
    NotNow when the database is away or the team has no key that this process may trust; the
    token is still good then.
    """
    for _attempt in range(ATTEMPTS):
        outcome = _hand_over(_team(), token, text.encode("utf-8", "replace"), rating, page)
        if outcome != "rotated":
            return outcome == "sent"
        forget_team_key()
    raise NotNow


def body_context(feedback: UUID) -> Context:
    """Return what the sealed text is bound to."""
    return Context("feedback", feedback, "body")


def _hand_over(team: TeamKeyInfo, token: UUID, text: bytes, rating: int | None, page: str) -> str:
    feedback, key = new_id(), box.new_key()
    return str(
        gates.value(
            "send_feedback",
            sha256(token.bytes).digest(),
            feedback,
            page,
            rating,
            team.id,
            box.seal(key, text, body_context(feedback)),
            seal_to(team.public, key, Context("feedback", feedback, "key")),
        )
    )


def _team() -> TeamKeyInfo:
    try:
        return trusted_team_key()
    except VaultError:
        raise NotNow from None
    except (DatabaseError, InterfaceError):
        if not connection.in_atomic_block:
            connection.close()  # so that the next try has a fresh one
        raise NotNow from None

"""Sending: the draft becomes a sealed report, once, however often the button is pressed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from plainsight.intake import gates, returncodes
from plainsight.intake.answers import Answers
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.drafts import ATTEMPTS, find
from plainsight.intake.errors import DraftGone, NotNow
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.errors import VaultError
from plainsight.vault.published import TeamKeyInfo, current_team_key
from plainsight.vault.sealing import seal_to

TRUSTED_FOR = 30.0
"""Seconds for which a team key that was fetched and checked against the pin is used again."""


@dataclass
class _Known:
    """The team key that this process fetched last, and when, on the monotonic clock."""

    key: TeamKeyInfo | None = None
    at: float = 0.0


_known = _Known()


def send(cookie: str | None, *, with_code: bool = True, read: Draft | None = None) -> Sent:
    """Send the cookie's draft and return its reference and code; a repeat returns the same.

    A caller that has just read the draft passes it as `read`, which saves reading it again.
    Raises DraftGone, or NotNow when the database is away or the team has no key that this
    process may trust. After any failure the draft is still there with all its answers.
    """
    for attempt in range(ATTEMPTS):
        found = read if read and not attempt else find(cookie)
        if found is None:
            raise DraftGone
        if isinstance(found, Sent):
            return found
        outcome, reference = _hand_over(found, with_code=with_code)
        if outcome == "sent":
            return Sent(reference, found.return_code if with_code else None)
        if outcome == "gone":
            raise DraftGone
        if outcome == "rotated":
            _known.key = None
    raise NotNow


def _hand_over(draft: Draft, *, with_code: bool) -> tuple[str, str]:
    """Seal everything and call the gate; return its outcome and the reference."""
    team = _team_key()
    code = draft.return_code if with_code else None
    answers = draft.answers
    outcome, reference = gates.rows(
        "send_report",
        draft.key.locator,
        draft.revision,
        draft.key.seal("receipt", {"code": code}),
        draft.report,
        "web",
        answers.language,
        answers.danger_now,
        answers.under_18,
        answers.about_me,
        team.id,
        seal_report(draft.record_key, draft.report, answers),
        seal_to(team.public, draft.record_key, Context("report", draft.report, "key")),
        draft.conversation,
        seal_to(
            team.public, draft.conversation_key, Context("conversation", draft.conversation, "key")
        ),
        code and returncodes.locator(code, settings.CODE_KEY),
        code and _wrap(draft, code),
        [note.id for note in answers.files],
    )[0]
    return outcome, reference


def seal_report(record_key: bytes, report: UUID, answers: Answers) -> bytes:
    """Seal a report's body under its own key."""
    return box.seal(record_key, answers.encode(), Context("report", report, "body"))


def _wrap(draft: Draft, code: str) -> bytes:
    """Wrap the conversation's key to its return code."""
    key = returncodes.wrapping_key(code, settings.CODE_KEY, draft.conversation)
    return box.seal(
        key, draft.conversation_key, Context("conversation", draft.conversation, "code")
    )


def _team_key() -> TeamKeyInfo:
    """Return the pinned team key, asking the database at most twice a minute."""
    if _known.key is None or time.monotonic() - _known.at > TRUSTED_FOR:
        try:
            _known.key, _known.at = current_team_key(), time.monotonic()
        except VaultError:
            raise NotNow from None
    return _known.key

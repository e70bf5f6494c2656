"""Sending: the draft becomes a sealed report, once, however often the button is pressed."""

from __future__ import annotations

from dataclasses import replace

from plainsight.intake import gates
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.editing import ATTEMPTS, find
from plainsight.intake.errors import DraftGone, NotNow
from plainsight.intake.handover import sealed_report
from plainsight.vault.published import forget_team_key


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
            forget_team_key()
    raise NotNow


def _hand_over(draft: Draft, *, with_code: bool) -> tuple[str, str]:
    """Seal everything and call the gate; return its outcome and the reference."""
    answers = replace(draft.whole, is_finished=True)
    outcome, reference = gates.rows(
        "send_report",
        draft.key.locator,
        draft.revision,
        *sealed_report(draft, answers, with_code=with_code),
    )[0]
    return outcome, reference

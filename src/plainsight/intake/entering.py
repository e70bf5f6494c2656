"""Entering a report at the desk: sealed to the team, as one that its writer sends is.

Only the team's public key is needed, so what comes by a call can be taken down by somebody whose
own key is locked. Whoever calls (triage) asks the access rule first and writes to the log, in the
same transaction.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from plainsight.core.ids import new_id
from plainsight.intake import gates
from plainsight.intake.answers import Answers
from plainsight.intake.errors import NotNow
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.errors import VaultError
from plainsight.vault.published import TeamKeyInfo, forget_team_key, trusted_team_key
from plainsight.vault.sealing import seal_to

ATTEMPTS = 2


def team_to_seal_to() -> TeamKeyInfo:
    """Return the team's key in use; raises NotNow when there is none that may be trusted."""
    try:
        return trusted_team_key()
    except VaultError:
        raise NotNow from None


def enter(
    *, report: UUID, channel: str, received_hour: datetime, answers: Answers
) -> tuple[str, bool]:
    """Seal what came to the desk and make a report of it; return its reference and if it is new.

    The same `report` again is the same report. `received_hour` is a whole hour in UTC, at most 31
    days ago. Raises NotNow when the team has no key or the database is away, and Refused for a
    channel, a time or a size that the gate does not take.
    """
    for _attempt in range(ATTEMPTS):
        outcome, reference = _entered(report, channel, received_hour, answers)
        if outcome != "rotated":
            return reference, outcome == "entered"
        forget_team_key()
    raise NotNow


def _entered(
    report: UUID, channel: str, received_hour: datetime, answers: Answers
) -> tuple[str, str]:
    """Seal everything under fresh keys and call the gate."""
    team, conversation = team_to_seal_to(), new_id()
    key = box.new_key()
    body = box.seal(key, answers.encode(), Context("report", report, "body"))
    outcome, reference = gates.rows(
        "enter_report",
        report,
        channel,
        answers.language,
        received_hour,
        answers.danger_now,
        answers.under_18,
        answers.about_me,
        team.id,
        body,
        seal_to(team.public, key, Context("report", report, "key")),
        conversation,
        seal_to(team.public, box.new_key(), Context("conversation", conversation, "key")),
    )[0]
    return outcome, reference

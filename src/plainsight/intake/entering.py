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
from plainsight.intake.draft import file_key
from plainsight.intake.editing import size_class
from plainsight.intake.errors import NotNow
from plainsight.vault.box import new_key, seal
from plainsight.vault.context import Context
from plainsight.vault.errors import VaultError
from plainsight.vault.published import TeamKeyInfo, forget_team_key, trusted_team_key
from plainsight.vault.sealing import seal_to

__all__ = ["enter", "file_key", "new_key", "team_to_seal_to"]

ATTEMPTS = 2


def team_to_seal_to() -> TeamKeyInfo:
    """Return the team's key in use; raises NotNow when there is none that may be trusted."""
    try:
        return trusted_team_key()
    except VaultError:
        raise NotNow from None


def enter(
    *, report: UUID, channel: str, received_hour: datetime, answers: Answers, key: bytes
) -> tuple[str, bool]:
    """Seal what came to the desk and make a report of it; return its reference and if it is new.

    `key` is a `new_key`, under which the files that the answers name are sealed already (by
    `file_key`). The same `report` again is the same report: its files are then the caller's to
    throw away. `received_hour` is a whole hour in UTC, at most 31
    days ago. Raises NotNow when the team has no key or the database is away, and Refused for a
    channel, a time or a size that the gate does not take.
    """
    for _attempt in range(ATTEMPTS):
        outcome, reference = _entered(report, channel, received_hour, answers, key)
        if outcome != "rotated":
            return reference, outcome == "entered"
        forget_team_key()
    raise NotNow


def _entered(
    report: UUID, channel: str, received_hour: datetime, answers: Answers, key: bytes
) -> tuple[str, str]:
    """Seal everything and call the gate."""
    team, conversation = team_to_seal_to(), new_id()
    body = seal(key, answers.encode(), Context("report", report, "body"))
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
        seal_to(team.public, new_key(), Context("conversation", conversation, "key")),
        [note.id for note in answers.files],
        [size_class(note.size) for note in answers.files],
    )[0]
    return outcome, reference

"""A draft sealed to the team: the arguments that the gates take for a report.

The same for a report that is sent now and for one that is put by, to be sent by itself if its
writer never comes back.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from plainsight.intake import returncodes
from plainsight.intake.answers import Answers
from plainsight.intake.draft import Draft
from plainsight.intake.errors import NotNow
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.errors import VaultError
from plainsight.vault.published import TeamKeyInfo, trusted_team_key
from plainsight.vault.sealing import seal_to


def sealed_report(draft: Draft, answers: Answers, *, with_code: bool = True) -> list[Any]:
    """Return the report of a draft as `gate.send_report` takes it, from the receipt on.

    Raises NotNow when the team has no key that this process may trust, or the database is away.
    """
    try:
        team = trusted_team_key()
    except VaultError:
        raise NotNow from None
    code = draft.return_code if with_code else None
    conversation = Context("conversation", draft.conversation, "key")
    return [
        draft.key.seal("receipt", {"code": code}),
        draft.report,
        "web",
        answers.language,
        answers.danger_now,
        answers.under_18,
        answers.about_me,
        team.id,
        _body(draft, answers),
        _envelope(team, draft.record_key, Context("report", draft.report, "key")),
        draft.conversation,
        _envelope(team, draft.conversation_key, conversation),
        code and returncodes.locator(code, settings.CODE_KEY),
        code and _wrap(draft, code),
        [note.id for note in answers.files],
    ]


def early_code(draft: Draft) -> tuple[bytes, bytes]:
    """Return how the draft itself is found and opened by its code: locator and wrapped key."""
    code = draft.return_code
    key = returncodes.wrapping_key(code, settings.CODE_KEY, draft.key.id)
    wrap = box.seal(key, draft.key.raw, Context("draft", draft.key.id, "code"))
    return returncodes.locator(code, settings.CODE_KEY), wrap


def _body(draft: Draft, answers: Answers) -> bytes:
    return box.seal(draft.record_key, answers.encode(), Context("report", draft.report, "body"))


def _envelope(team: TeamKeyInfo, key: bytes, context: Context) -> bytes:
    return seal_to(team.public, key, context)


def _wrap(draft: Draft, code: str) -> bytes:
    """Wrap the conversation's key to its return code."""
    key = returncodes.wrapping_key(code, settings.CODE_KEY, draft.conversation)
    return box.seal(
        key, draft.conversation_key, Context("conversation", draft.conversation, "code")
    )

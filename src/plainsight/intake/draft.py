"""What a draft holds, and what is left of it once it has gone."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import reduce
from typing import Any
from uuid import UUID

from plainsight.intake.answers import Answers, from_values
from plainsight.intake.draftseal import DraftKey
from plainsight.intake.errors import DraftFull
from plainsight.vault.derive import derive

LARGEST = 600_000
"""Bytes of a sealed draft, or of a sealed report, that the gates take."""


@dataclass(frozen=True)
class Draft:
    """An unfinished report as its writer's cookie opens it.

    `answers` is what was written with this cookie; `others`, what was written with another one,
    by sitting: before the draft was taken up by its code, or after, by somebody else. It is kept
    and sent, and never shown: whoever finds a code must not read the report.
    """

    key: DraftKey
    revision: int
    answers: Answers
    report: UUID
    record_key: bytes
    conversation: UUID
    conversation_key: bytes
    return_code: str
    others: tuple[tuple[bytes, Answers], ...] = ()
    has_early_code: bool = False
    shares_unfinished: bool = False

    @property
    def cookie(self) -> str:
        """The text of the draft's cookie."""
        return self.key.cookie

    @property
    def earlier(self) -> Answers | None:
        """What was written with other cookies, or None. Never show it."""
        written = [answers for _, answers in self.others]
        return reduce(Answers.merged, written) if written else None

    @property
    def whole(self) -> Answers:
        """Everything that was written: this is what is sent."""
        earlier = self.earlier
        return Answers.merged(earlier, self.answers) if earlier else self.answers

    def file_key(self, file: UUID) -> bytes:
        """Return the key under which one of the report's files is sealed."""
        return file_key(self.record_key, file)


@dataclass(frozen=True)
class Sent:
    """A report that has gone: its sayable reference, and the return code if one was wanted."""

    reference: str
    return_code: str | None


def file_key(record_key: bytes, file: UUID) -> bytes:
    """Return the key of a file of the record with this key: a report, or a conversation."""
    return derive(record_key, f"file:{file}")


def sealed(draft: Draft) -> bytes:
    """Return the draft as it is stored: everything, under the key in its writer's cookie.

    Raises DraftFull when the gates would not take it.
    """
    parts = list(draft.others)
    if not parts or draft.answers != Answers(language=draft.answers.language):
        parts.append((draft.key.sitting, draft.answers))
    body = draft.key.seal(
        "body",
        {
            "parts": [[sitting.hex(), answers.as_values()] for sitting, answers in parts],
            "report": draft.report.hex,
            "record_key": base64.b64encode(draft.record_key).decode(),
            "conversation": draft.conversation.hex,
            "conversation_key": base64.b64encode(draft.conversation_key).decode(),
            "code": draft.return_code,
            "has_early_code": draft.has_early_code,
            "shares_unfinished": draft.shares_unfinished,
        },
    )
    if len(body) > LARGEST:
        raise DraftFull
    return body


def opened(key: DraftKey, revision: int, values: dict[str, Any]) -> Draft:
    """Read what `sealed` wrote, as the key's sitting sees it."""
    parts = {bytes.fromhex(sitting): from_values(one) for sitting, one in values["parts"]}
    own = parts.pop(key.sitting, None)
    others = tuple(parts.items())
    return Draft(
        key=key,
        revision=revision,
        answers=own or Answers(language=others[-1][1].language),
        report=UUID(values["report"]),
        record_key=base64.b64decode(values["record_key"]),
        conversation=UUID(values["conversation"]),
        conversation_key=base64.b64decode(values["conversation_key"]),
        return_code=values["code"],
        others=others,
        has_early_code=values["has_early_code"],
        shares_unfinished=values["shares_unfinished"],
    )

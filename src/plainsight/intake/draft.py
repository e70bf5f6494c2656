"""What a draft holds, and what is left of it once it has gone."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plainsight.intake.answers import Answers, from_values
from plainsight.intake.draftseal import DraftKey
from plainsight.vault.derive import derive


@dataclass(frozen=True)
class Draft:
    """An unfinished report as its writer's cookie opens it."""

    key: DraftKey
    revision: int
    answers: Answers
    report: UUID
    record_key: bytes
    conversation: UUID
    conversation_key: bytes
    return_code: str

    @property
    def cookie(self) -> str:
        """The text of the draft's cookie."""
        return self.key.cookie

    def file_key(self, file: UUID) -> bytes:
        """Return the key under which one of the report's files is sealed."""
        return file_key(self.record_key, file)


@dataclass(frozen=True)
class Sent:
    """A report that has gone: its sayable reference, and the return code if one was wanted."""

    reference: str
    return_code: str | None


def file_key(record_key: bytes, file: UUID) -> bytes:
    """Return the key of a file of the record with this key."""
    return derive(record_key, f"file:{file}")


def sealed(draft: Draft) -> bytes:
    """Return the draft as it is stored: everything, under the key in its writer's cookie."""
    return draft.key.seal(
        "body",
        {
            "answers": draft.answers.as_values(),
            "report": draft.report.hex,
            "record_key": base64.b64encode(draft.record_key).decode(),
            "conversation": draft.conversation.hex,
            "conversation_key": base64.b64encode(draft.conversation_key).decode(),
            "code": draft.return_code,
        },
    )


def opened(key: DraftKey, revision: int, values: dict[str, Any]) -> Draft:
    """Read what `sealed` wrote."""
    return Draft(
        key=key,
        revision=revision,
        answers=from_values(values["answers"]),
        report=UUID(values["report"]),
        record_key=base64.b64decode(values["record_key"]),
        conversation=UUID(values["conversation"]),
        conversation_key=base64.b64decode(values["conversation_key"]),
        return_code=values["code"],
    )

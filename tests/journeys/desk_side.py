"""What the desk would see and write, done with the team's private key that only tests hold."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from plainsight.intake.messages import Said, seal_message, unseal_message
from plainsight.intake.models import Message, Report
from plainsight.intake.services import desk_message
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.models import RecordKey
from plainsight.vault.opening import open_envelope
from tests.journeys.team import TeamKey


def opened(team: TeamKey, reference: str) -> dict[str, Any]:
    """Return a report as an officer reads it."""
    report = Report.objects.get(reference=reference)
    key = _key(team, "report", report.id)
    body = box.unseal(key, bytes(report.body), Context("report", report.id, "body"))
    values: dict[str, Any] = json.loads(body)
    return values


def ask(team: TeamKey, reference: str, text: str) -> None:
    """Send the reporter a message."""
    conversation = Report.objects.get(reference=reference).conversation.id
    client = uuid4()
    sealed = seal_message(
        _key(team, "conversation", conversation), conversation, "desk", client, Said("text", text)
    )
    desk_message(conversation=conversation, client_id=client, sealed_body=sealed)


def answers(team: TeamKey, reference: str) -> list[str]:
    """Return what the reporter wrote back."""
    conversation = Report.objects.get(reference=reference).conversation.id
    key = _key(team, "conversation", conversation)
    return [
        unseal_message(key, conversation, "reporter", one.client_id, bytes(one.body)).text
        for one in Message.objects.filter(conversation=conversation, author="reporter")
    ]


def _key(team: TeamKey, kind: str, record: Any) -> bytes:
    row = RecordKey.objects.get(kind=kind, record=record)
    return open_envelope(team.private, bytes(row.envelope), Context(kind, record, "key"))

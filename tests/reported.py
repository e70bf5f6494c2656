"""Reports that reach the cast's desk the way they do in life: by the public side's own services."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from plainsight.core.ids import new_id
from plainsight.files import store
from plainsight.intake import conversations, drafts, sending
from plainsight.intake.answers import Answers, Contact, FileNote
from plainsight.intake.draft import Draft
from plainsight.intake.models import Report
from plainsight.vault import published
from plainsight.vault.models import TeamPublic
from plainsight.vault.stream import FileSealer
from tests.cast import Cast

TOLD = Answers(
    what="Six men sleep in the back of the car wash.\nOne of them asked me for bread.",
    directions="Behind the station, Millgate",
    when="Every night since October",
    danger_now=True,
    about_me=False,
    contact=Contact(
        how="phone", value="01632 960 001", safe="Only before noon, and never leave a message"
    ),
    language="en-gb",
)
PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 300


class Reported:
    """Makes reports arrive, and lets their writers come back."""

    def __init__(self) -> None:
        """Remember the return codes by report."""
        self.codes: dict[Any, str] = {}

    def __call__(
        self, *, with_code: bool = True, picture: bytes | None = None, **told: Any
    ) -> Report:
        """Send a report and return its row."""
        draft = drafts.begin(replace(TOLD, **told))
        if picture is not None:
            attach(draft, picture)
        sent = sending.send(draft.cookie, with_code=with_code)
        report = Report.objects.get(reference=sent.reference)
        if sent.return_code:
            self.codes[report.id] = sent.return_code
        return report

    def reply(self, report: Report, text: str) -> int:
        """Come back with the code and write."""
        visit = self.visit(report)
        return conversations.answer(visit, client_id=new_id(), text=text)

    def unread(self, report: Report) -> list[str]:
        """Come back with the code and read what the desk wrote."""
        return [one.text for one in conversations.unread(self.visit(report))]

    def visit(self, report: Report) -> conversations.Visit:
        visit = conversations.open_by_code(self.codes[report.id])
        assert isinstance(visit, conversations.Visit)
        return visit


def attach(draft: Draft, content: bytes) -> FileNote:
    """Seal a file into the store and into the draft, as the upload handler does."""
    file_id = new_id()
    sealer = FileSealer(draft.file_key(file_id), file_id)
    writer = store.put(file_id)
    writer.write(sealer.push(content) + sealer.finish())
    writer.commit()
    digest = hashlib.sha256(content).hexdigest()
    note = FileNote(file_id, "yard.jpg", len(content), digest, "image/jpeg")
    drafts.attach(draft.cookie, note)
    return note


@pytest.fixture
def reported(keyed_cast: Cast, settings: Any) -> Iterator[Callable[..., Report]]:
    """Make a report arrive for the cast's team."""
    settings.TEAM_FINGERPRINT = TeamPublic.objects.get(state="current").fingerprint
    published.forget_team_key()
    yield Reported()
    published.forget_team_key()

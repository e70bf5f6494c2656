"""Sending: one report, whole and sealed, however often and however many at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F

from plainsight.audit.models import AuditEntry as Entry
from plainsight.core.clock import this_hour
from plainsight.intake import answers, drafts, sending
from plainsight.intake.draft import Draft, Sent, file_key
from plainsight.intake.errors import DraftGone, NotNow
from plainsight.intake.models import Attachment, Conversation, Report, ReturnCode
from plainsight.intake.models import Draft as Row
from plainsight.vault import box, published
from plainsight.vault.context import Context
from plainsight.vault.models import RecordKey, TeamPublic
from plainsight.vault.opening import PrivateKey, open_envelope
from tests.intake.conftest import TOLD, Given, Team
from tests.intake.test_drafts import note

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


def opened_key(team: Team, kind: str, record: UUID) -> bytes:
    row = RecordKey.objects.get(record=record, kind=kind)
    assert row.team_key_id == team.id
    assert row.envelope
    return open_envelope(team.private, bytes(row.envelope), Context(kind, record, "key"))


def test_the_team_reads_what_was_sent_and_outside_the_seal_stand_only_codes(
    team: Team, draft: Draft, as_role: AsRole
) -> None:
    with as_role("public"):
        sent = sending.send(draft.cookie)
    report = Report.objects.get()
    assert re.fullmatch(r"PS-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", sent.reference)
    assert sent == Sent(report.reference, draft.return_code)
    assert (report.danger_now, report.under_18, report.about_me) == (True, None, False)
    assert (report.language, report.channel, report.state) == ("en-gb", "web", "received")
    assert report.received_hour == this_hour()
    assert report.team_key == team.id
    key = opened_key(team, "report", report.id)
    body = box.unseal(key, bytes(report.body), Context("report", report.id, "body"))
    assert answers.decode(body) == TOLD
    assert file_key(key, UUID(int=5)) == draft.file_key(UUID(int=5))


def test_the_conversation_has_a_key_of_its_own(team: Team, given_report: Given) -> None:
    conversation = Conversation.objects.get(report=given_report.report)
    key = opened_key(team, "conversation", conversation.id)
    assert key == given_report.draft.conversation_key
    assert key != opened_key(team, "report", given_report.report.id)


def test_the_log_says_that_a_report_came_and_nothing_of_it(given_report: Given) -> None:
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor_kind, entry.actor_id) == ("report.received", "reporter", None)
    assert (entry.subject_kind, entry.subject_id) == ("report", given_report.report.id)
    assert entry.detail == {}


def test_pressing_again_shows_the_same_for_thirty_minutes(given_report: Given) -> None:
    cookie = given_report.draft.cookie
    assert sending.send(cookie) == given_report.sent
    assert sending.send(cookie, with_code=False) == given_report.sent
    Row.objects.update(sent_at=F("sent_at") - timedelta(minutes=29))
    assert drafts.find(cookie) == given_report.sent
    Row.objects.update(sent_at=F("sent_at") - timedelta(minutes=2))
    assert drafts.find(cookie) is None
    with pytest.raises(DraftGone):
        sending.send(cookie)
    assert Report.objects.count() == 1


def test_a_sent_draft_holds_the_code_and_nothing_of_the_report(given_report: Given) -> None:
    row = Row.objects.get()
    assert given_report.draft.key.unseal("receipt", bytes(row.body)) == {"code": given_report.code}


def test_one_may_finish_without_a_code(draft: Draft) -> None:
    sent = sending.send(draft.cookie, with_code=False)
    assert sent.return_code is None
    assert ReturnCode.objects.count() == 0
    assert Conversation.objects.get().state == "closed"
    assert drafts.find(draft.cookie) == sent


def test_a_press_that_comes_second_tells_what_the_first_decided(draft: Draft) -> None:
    first = sending.send(draft.cookie, with_code=False, read=draft)
    assert sending.send(draft.cookie, with_code=True, read=draft) == first
    assert ReturnCode.objects.count() == 0


def test_files_go_along_and_those_taken_out_do_not(draft: Draft) -> None:
    kept, dropped = note(), note("mistake.jpg")
    drafts.attach(draft.cookie, kept)
    drafts.attach(draft.cookie, dropped)
    drafts.detach(draft.cookie, dropped.id)
    sending.send(draft.cookie)
    row = Attachment.objects.get()
    assert (row.id, row.report_id, row.draft_id) == (kept.id, draft.report, None)


def test_a_draft_that_changes_while_it_is_sealed_is_sealed_again(
    team: Team, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing, late = sending.sealed_report, ["Two more"]

    def seal_and_be_overtaken(*given: Any, **more: Any) -> list[Any]:
        if late:
            drafts.change(draft.cookie, what=late.pop())
        return sealing(*given, **more)

    monkeypatch.setattr(sending, "sealed_report", seal_and_be_overtaken)
    sending.send(draft.cookie)
    report = Report.objects.get()
    key = opened_key(team, "report", report.id)
    body = box.unseal(key, bytes(report.body), Context("report", report.id, "body"))
    assert answers.decode(body).what == "Two more"


def test_nothing_is_sealed_to_a_key_that_the_desk_has_replaced(
    team: Team, draft: Draft, settings: object
) -> None:
    published.trusted_team_key()
    TeamPublic.objects.update(state="retired", retired_at=this_hour())
    new = PrivateKey.generate()
    settings.TEAM_FINGERPRINT += "," + new.public().fingerprint()  # type: ignore[attr-defined]  # Django's
    row = TeamPublic.objects.create(
        public=new.public().encode(),
        verify=bytes(32),
        fingerprint=new.public().fingerprint(),
        state="current",
    )
    sending.send(draft.cookie)
    assert Report.objects.get().team_key == row.id


def test_without_a_trusted_team_key_the_draft_stays(draft: Draft, settings: object) -> None:
    settings.TEAM_FINGERPRINT = "00" * 32  # type: ignore[attr-defined]  # Django's own fixture
    with pytest.raises(NotNow):
        sending.send(draft.cookie)
    assert drafts.find(draft.cookie) == draft
    assert Report.objects.count() == 0


def test_a_failure_in_the_middle_leaves_nothing_but_the_draft(draft: Draft) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE vault_recordkey RENAME TO vault_recordkey_away")
    with pytest.raises(NotNow):
        sending_in_a_savepoint(draft.cookie)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE vault_recordkey_away RENAME TO vault_recordkey")
    assert drafts.find(draft.cookie) == draft
    assert (Report.objects.count(), Entry.objects.count()) == (0, 0)


def sending_in_a_savepoint(cookie: str) -> Sent:
    from django.db import transaction

    with transaction.atomic():
        return sending.send(cookie)

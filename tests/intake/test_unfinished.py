"""A report that its writer left: read by the desk if they chose so, after an hour, once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F

from plainsight.audit.models import AuditEntry
from plainsight.core.clock import now
from plainsight.intake import answers, conversations, drafts, retention, sending
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.errors import AlreadySent, NotNow
from plainsight.intake.models import Attachment, Conversation, EarlyCode, Prepared, Report
from plainsight.intake.models import Draft as Row
from plainsight.vault import box, published
from plainsight.vault.context import Context
from plainsight.vault.models import RecordKey, TeamPublic
from plainsight.vault.opening import PrivateKey, open_envelope
from tests.intake.conftest import TOLD, Team
from tests.intake.test_drafts import age, note

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(draft: Draft, as_role: AsRole) -> Draft:
    """A draft that the desk may see if it is never finished."""
    with as_role("public"):
        return drafts.keep_code(draft.cookie, share_unfinished=True)


def read_by_the_desk(team: Team) -> answers.Answers:
    """Open the only report with the team's private key."""
    report = Report.objects.get()
    row = RecordKey.objects.get(record=report.id)
    assert row.team_key_id == team.id
    key = open_envelope(
        team.private, bytes(row.envelope or b""), Context("report", report.id, "key")
    )
    return answers.decode(box.unseal(key, bytes(report.body), Context("report", report.id, "body")))


def after(as_role: AsRole, **by: float) -> int:
    """Let the draft rest, and the worker come by."""
    age(**by)
    with as_role("worker"):
        return retention.send_unfinished()


def test_an_hour_after_the_last_touch_it_is_a_report(
    shared: Draft, team: Team, as_role: AsRole
) -> None:
    assert shared.shares_unfinished
    with as_role("public"):
        drafts.change(shared.cookie, when="Every day now")
        drafts.attach(shared.cookie, one := note())
    assert after(as_role, minutes=58) == 0
    assert after(as_role, minutes=3) == 1
    assert after(as_role, hours=9) == 0
    told = read_by_the_desk(team)
    assert told == replace(TOLD, when="Every day now", files=(one,), is_finished=False)
    assert Attachment.objects.get().report_id == shared.report
    assert AuditEntry.objects.get().verb == "report.received"
    report = Report.objects.get()
    assert (report.danger_now, report.under_18, report.about_me) == (True, None, False)
    assert Prepared.objects.count() == EarlyCode.objects.count() == 0


def test_its_code_then_opens_the_conversation(shared: Draft, as_role: AsRole) -> None:
    after(as_role, hours=2)
    visit = conversations.open_by_code(shared.return_code)
    assert isinstance(visit, conversations.Visit)
    assert visit.conversation == Conversation.objects.get(state="open").id
    assert visit.key == shared.conversation_key


def test_its_writer_is_told_that_it_was_sent(shared: Draft, as_role: AsRole) -> None:
    after(as_role, hours=2)
    sent = Sent(Report.objects.get().reference, shared.return_code)
    assert drafts.find(shared.cookie) == sent
    assert sending.send(shared.cookie, read=shared) == sent
    with pytest.raises(AlreadySent):
        drafts.change(shared.cookie, what="One more thing")
    assert Report.objects.count() == 1


def test_what_is_added_later_by_the_code_is_in_it(
    shared: Draft, team: Team, as_role: AsRole
) -> None:
    again = conversations.open_by_code(shared.return_code)
    assert isinstance(again, Draft)
    drafts.change(again.cookie, what="And a van.")
    assert after(as_role, hours=2) == 1
    assert read_by_the_desk(team).what == f"{TOLD.what}\n\nAnd a van."


def test_choosing_off_takes_it_back_at_once(shared: Draft, as_role: AsRole) -> None:
    assert Prepared.objects.count() == 1
    with as_role("public"):
        off = drafts.keep_code(shared.cookie, share_unfinished=False)
    assert (off.has_early_code, off.shares_unfinished) == (True, False)
    assert Prepared.objects.count() == 0
    assert after(as_role, hours=2) == 0
    with as_role("public"):
        drafts.keep_code(shared.cookie, share_unfinished=True)
        drafts.forget_code(shared.cookie)
    assert Prepared.objects.count() == 0
    assert after(as_role, hours=2) == 0


def test_who_throws_the_draft_away_or_sends_it_leaves_nothing_prepared(
    shared: Draft, as_role: AsRole
) -> None:
    other = drafts.keep_code(drafts.begin(TOLD).cookie, share_unfinished=True)
    drafts.discard(other.cookie)
    sending.send(shared.cookie)
    assert Prepared.objects.count() == 0
    assert after(as_role, hours=2) == 0
    assert Report.objects.count() == 1


def test_a_file_that_was_taken_out_does_not_go_along(
    shared: Draft, team: Team, as_role: AsRole
) -> None:
    kept, dropped = note(), note()
    drafts.attach(shared.cookie, kept)
    drafts.attach(shared.cookie, dropped)
    drafts.detach(shared.cookie, dropped.id)
    after(as_role, hours=2)
    assert [row.id for row in Attachment.objects.all()] == [kept.id]
    assert read_by_the_desk(team).files == (kept,)


def test_the_worker_that_slept_for_days_loses_none(shared: Draft, as_role: AsRole) -> None:
    left = drafts.begin(TOLD)
    age(hours=60)
    with as_role("worker"):
        assert retention.purge().drafts == 1, "the draft that is not for the desk"
    assert drafts.find(left.cookie) is None
    assert after(as_role, hours=1) == 1


def rotate(settings: Any) -> Team:
    """Put a new key of the team in use, as the desk does."""
    TeamPublic.objects.filter(state="current").update(state="retired", retired_at=now())
    private = PrivateKey.generate()
    settings.TEAM_FINGERPRINT += "," + private.public().fingerprint()
    row = TeamPublic.objects.create(
        public=private.public().encode(),
        verify=bytes(32),
        fingerprint=private.public().fingerprint(),
        state="current",
    )
    return Team(row.id, private)


def test_a_rotation_in_between_loses_nothing(
    shared: Draft, team: Team, settings: Any, as_role: AsRole
) -> None:
    rotate(settings)
    assert after(as_role, hours=2) == 1
    assert read_by_the_desk(team) == replace(TOLD, is_finished=False)


def test_a_save_after_a_rotation_is_sealed_to_the_new_key(
    shared: Draft, team: Team, settings: Any, as_role: AsRole
) -> None:
    published.trusted_team_key()
    new = rotate(settings)
    with as_role("public"):
        drafts.change(shared.cookie, when="Later")
    assert after(as_role, hours=2) == 1
    assert read_by_the_desk(new).when == "Later"


def test_a_code_used_again_and_again_does_not_hold_it_back_for_ever(
    shared: Draft, as_role: AsRole
) -> None:
    Prepared.objects.update(sealed_at=F("sealed_at") - timedelta(hours=25))
    conversations.open_by_code(shared.return_code)
    assert after(as_role, minutes=0) == 1


def test_without_a_trusted_team_key_nothing_is_lost(shared: Draft, settings: Any) -> None:
    settings.TEAM_FINGERPRINT = "00" * 32
    published.forget_team_key()
    with pytest.raises(NotNow):
        drafts.change(shared.cookie, when="Later")
    assert drafts.find(shared.cookie) == shared


def test_what_a_forger_prepared_stands_in_nobodys_way(
    shared: Draft, team: Team, as_role: AsRole
) -> None:
    """A report id that is taken, and a team key that is not there."""
    first = sending.send(drafts.begin(TOLD).cookie)
    taken = Report.objects.get(reference=first.reference)
    for wrong in ({"report": taken.id}, {"team_key": shared.report}):
        forged = drafts.keep_code(drafts.begin(TOLD).cookie, share_unfinished=True)
        Prepared.objects.filter(draft_id=forged.key.locator).update(**wrong)
    assert after(as_role, hours=2) == 1
    assert Prepared.objects.count() == 0
    assert Report.objects.exclude(id=taken.id).get().id == shared.report
    assert Row.objects.filter(state="open").count() == 2


def test_what_is_not_of_the_last_save_is_never_sent(shared: Draft, as_role: AsRole) -> None:
    Prepared.objects.update(revision=F("revision") - 1)
    assert after(as_role, hours=2) == 0
    age(hours=24)
    assert retention.purge().drafts == 1
    assert Prepared.objects.count() == 0

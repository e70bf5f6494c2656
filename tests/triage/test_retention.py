"""Retention: announced, reversible until done, stopped by a hold, done by destroying the key."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

from plainsight.codes.lists import codes
from plainsight.core.clock import now
from plainsight.files import store
from plainsight.files.errors import NoSuchFile
from plainsight.intake import conversations
from plainsight.intake.models import Attachment, Message, Report
from plainsight.people.errors import NotAllowed, NotNow
from plainsight.people.services.team_key import erase
from plainsight.triage import retention
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Entry, Standing
from plainsight.triage.services import open_report
from plainsight.triage.services.ending import close_report, mark_report, reopen_report
from plainsight.triage.services.keeping import hold_report, keep_longer, lift_hold
from plainsight.triage.services.merging import merge_report, split_report
from plainsight.vault.errors import Erased
from plainsight.vault.models import Erasure, RecordKey
from tests.cast import Cast
from tests.reported import PICTURE, Reported
from tests.triage.acted import acting, entries, standing
from tests.triage.conftest import Log

AsRole = Callable[[str], AbstractContextManager[None]]


def closed(cast: Cast, report: Report, reason: str = "not_ours") -> Report:
    """Close a report."""
    close_report(acting(cast, report), reason=reason, note="Told the council")
    return report


def pass_days(report: Report, days: int) -> None:
    """Let days go by for one report, by putting its dates back."""
    at = standing(report)
    at.dispose_on = at.dispose_on and at.dispose_on - timedelta(days=days)
    warned = at.disposal_warned_at
    at.disposal_warned_at = warned and warned - timedelta(days=days)
    at.save(update_fields=["dispose_on", "disposal_warned_at"])


def due(cast: Cast, report: Report, as_role: AsRole) -> Report:
    """Close a report, and let its day come after it was announced."""
    closed(cast, report)
    pass_days(report, 62)
    with as_role("worker"):
        assert retention.announce_disposals() == 1
    pass_days(report, 28)
    return report


def erased(as_role: AsRole) -> int:
    """Let the worker erase what is due."""
    with as_role("worker"):
        return retention.dispose_due()


def test_every_reason_and_mark_has_its_days_and_nothing_else_has() -> None:
    assert set(codes("retention")) == set(codes("closing_reasons")) | set(codes("marks"))
    assert all(one.facts["days"] >= 28 for one in codes("retention").values())


def test_a_report_gets_its_day_when_it_is_closed_and_loses_it_when_reopened(
    keyed_cast: Cast, reported: Reported
) -> None:
    report = reported()
    assert standing(report).dispose_on is None, "what is open is kept"
    closed(keyed_cast, report)
    assert standing(report).dispose_on == localdate() + timedelta(days=90)
    reopen_report(acting(keyed_cast, report), note="A neighbour rang")
    assert standing(report).dispose_on is None
    mark_report(acting(keyed_cast, report), mark="spam", note="An advert")
    assert standing(report).dispose_on == localdate() + timedelta(days=35)
    mark_report(acting(keyed_cast, report), mark="", note="It was not")
    assert standing(report).dispose_on is None


def test_what_is_due_goes_with_key_words_files_code_and_flags_and_leaves_a_trace(
    keyed_cast: Cast, reported: Reported, log: Log, as_role: AsRole
) -> None:
    report = reported(picture=PICTURE)
    file = Attachment.objects.get(report=report).id
    conversation = report.conversation.id
    due(keyed_cast, report, as_role)
    assert erased(as_role) == 1
    report.refresh_from_db()
    assert (bytes(report.body), report.danger_now, report.language) == (b"", None, "und")
    assert not RecordKey.objects.filter(record__in=[report.id, conversation]).exists()
    with pytest.raises(NoSuchFile):
        store.read(file)
    assert not Attachment.objects.filter(id=file).exists()
    assert conversations.open_by_code(reported.codes[report.id]) is None
    assert set(Erasure.objects.values_list("record", flat=True)) == {report.id, conversation}
    expires = set(Erasure.objects.values_list("last_backup_expires_on", flat=True))
    assert expires == {now().date() + timedelta(days=35)}
    kept = Entry.objects.filter(report=report)
    assert [one.kind for one in kept] == [Kind.CLOSED, Kind.DISPOSAL_WARNED, Kind.ERASED]
    assert all(one.text is None for one in kept)
    assert standing(report).state == Standing.State.ERASED
    verb, actor, kind, subject, detail = log()[-1]
    assert (verb, actor, kind, subject) == ("report.erased", None, "report", report.id)
    assert detail == {"files": 1}
    with pytest.raises(Erased):
        open_report(
            officer=keyed_cast.supervisor,
            unlocked=keyed_cast.keys[keyed_cast.supervisor],
            report_id=report.id,
        )
    assert erased(as_role) == 0, "safe to repeat"


def test_nothing_goes_before_its_day_or_without_its_announcement(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = closed(keyed_cast, reported())
    with as_role("worker"):
        assert retention.announce_disposals() == 0, "its day is far"
    pass_days(report, 200)
    assert erased(as_role) == 0, "never announced"
    with as_role("worker"):
        assert retention.announce_disposals() == 1
        assert retention.announce_disposals() == 0, "once"
    pass_days(report, 27)
    assert erased(as_role) == 0, "announced 27 days ago"
    pass_days(report, 1)
    assert erased(as_role) == 1


def test_a_hold_stops_it_and_after_the_hold_it_is_announced_anew(
    keyed_cast: Cast, reported: Reported, log: Log, as_role: AsRole
) -> None:
    report = due(keyed_cast, reported(), as_role)
    who = keyed_cast.supervisor
    hold_report(acting(keyed_cast, report, who), note="Court order 12")
    assert erased(as_role) == 0
    with pytest.raises(NotNow, match="already"):
        hold_report(acting(keyed_cast, report, who), note="Again")
    assert entries(keyed_cast, report)[-1].text == "Court order 12"
    lift_hold(acting(keyed_cast, report, who), note="Order ended")
    assert erased(as_role) == 0
    with pytest.raises(NotNow, match="No legal hold"):
        lift_hold(acting(keyed_cast, report, who), note="Again")
    verbs = [row[0] for row in log()]
    assert verbs[-2:] == ["report.held", "report.hold_lifted"]


def test_a_supervisor_keeps_it_for_longer_with_a_reason(
    keyed_cast: Cast, reported: Reported, log: Log, as_role: AsRole
) -> None:
    report = due(keyed_cast, reported(), as_role)
    who = keyed_cast.supervisor
    with pytest.raises(NotNow, match="later than"):
        keep_longer(acting(keyed_cast, report, who), until=localdate(), note="x")
    until = localdate() + timedelta(days=100)
    keep_longer(acting(keyed_cast, report, who), until=until, note="A trial is coming")
    assert erased(as_role) == 0
    assert (standing(report).dispose_on, standing(report).disposal_warned_at) == (until, None)
    assert log()[-1][4] == {"until": until.isoformat()}
    with pytest.raises(NotNow, match="as long as it is open"):
        keep_longer(acting(keyed_cast, reported(), who), until=until, note="x")


def test_only_supervisors_hold_and_keep(keyed_cast: Cast, reported: Reported, log: Log) -> None:
    report = closed(keyed_cast, reported())
    before = log()
    for act in (hold_report, lift_hold):
        with pytest.raises(NotAllowed):
            act(acting(keyed_cast, report), note="x")
    with pytest.raises(NotAllowed):
        keep_longer(acting(keyed_cast, report), until=date(2090, 1, 1), note="x")
    assert log() == before


def test_merged_reports_go_together_and_one_hold_keeps_all(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    root, merged = reported(), reported()
    merge_report(acting(keyed_cast, merged), into=root.reference, note="Same van")
    due(keyed_cast, root, as_role)
    hold_report(acting(keyed_cast, merged, keyed_cast.supervisor), note="Court order 12")
    assert erased(as_role) == 0
    Standing.objects.filter(report=merged.id).update(is_held=False)
    assert erased(as_role) == 2
    assert {standing(one).state for one in (root, merged)} == {Standing.State.ERASED}
    with pytest.raises(NotNow, match="erased"):
        split_report(acting(keyed_cast, merged), note="x")


def test_a_reply_that_nobody_has_read_is_read_first(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = due(keyed_cast, reported(), as_role)
    reported.reply(report, "They have come back")
    assert erased(as_role) == 0
    assert Message.objects.filter(conversation__report=report).exists()


def test_under_a_hold_the_desk_cannot_destroy_a_key_either(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = reported()
    hold_report(acting(keyed_cast, report, keyed_cast.supervisor), note="Court order 12")
    for record in (report.id, report.conversation.id):
        with (
            as_role("desk"),
            pytest.raises(DatabaseError, match="legal hold"),
            transaction.atomic(),
        ):
            RecordKey.objects.filter(record=record).delete()
    with as_role("desk"), pytest.raises(NotNow, match="legal hold"):
        erase(keyed_cast.supervisor, kind="report", record_id=report.id)
    assert RecordKey.objects.filter(record=report.id).exists()


def test_a_key_that_a_person_destroyed_is_followed_by_the_rest(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = reported(picture=PICTURE)
    RecordKey.objects.filter(record=report.id).delete()
    Erasure.objects.create(record=report.id, kind="report", last_backup_expires_on=date(2027, 1, 1))
    with as_role("worker"):
        assert retention.finish_erasures() == 1
        assert retention.finish_erasures() == 0
    assert standing(report).state == Standing.State.ERASED
    assert Erasure.objects.filter(kind="conversation").count() == 1
    assert Erasure.objects.get(record=report.id).last_backup_expires_on == date(2027, 1, 1)


@pytest.mark.parametrize(
    "door", ["SELECT gate.dispose_due(0, 35)", "SELECT gate.announce_disposals(6)"]
)
def test_a_worker_cannot_shorten_the_notice(db: None, as_role: AsRole, door: str) -> None:
    with as_role("worker"):
        refused(door, match="gate refuses")


@pytest.mark.parametrize(
    "door",
    [
        "SELECT gate.end_report(gen_random_uuid(), 35)",
        "SELECT gate.clear_report(gen_random_uuid())",
        "SELECT gate.may_end(gen_random_uuid())",
        "SELECT gate.together(gen_random_uuid())",
    ],
)
@pytest.mark.parametrize("role", ["worker", "desk", "public"])
def test_nobody_calls_what_lies_behind_the_doors(
    db: None, as_role: AsRole, door: str, role: str
) -> None:
    with as_role(role):
        refused(door, match="permission denied")


def refused(statement: str, *, match: str) -> None:
    """See the database refuse a statement."""
    with (
        pytest.raises(DatabaseError, match=match),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

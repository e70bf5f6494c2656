"""Thrown away by itself: feedback after 90 days with its key first, counts after 25 months."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from plainsight.core.clock import this_hour
from plainsight.feedback import retention, tasks
from plainsight.feedback.models import Feedback, PageCount
from plainsight.vault.models import RecordKey
from tests.feedback.conftest import AsRole, Log, Sent

pytestmark = pytest.mark.django_db


def test_feedback_goes_on_its_ninetieth_day_and_its_key_with_it(
    sent: Sent, as_role: AsRole, log: Log
) -> None:
    old, young = sent("old"), sent("young")
    for row, days in ((old, 90), (young, 89)):
        Feedback.objects.filter(id=row.id).update(received_hour=this_hour() - timedelta(days=days))
    with as_role("worker"):
        assert retention.purge() == retention.Purged(1, 0)
        assert retention.purge() == retention.Purged(0, 0)
    assert list(Feedback.objects.all()) == [young]
    assert [one.record for one in RecordKey.objects.filter(kind="feedback")] == [young.id]
    assert log()[2:] == [("feedback.purged", "system", None, None, {"count": 1})]


def test_counts_go_after_twenty_five_months(as_role: AsRole) -> None:
    today = datetime.now(UTC).date()
    for days in (0, 740, 770):
        PageCount.objects.create(day=today - timedelta(days=days), page="home", number=1)
    with as_role("worker"):
        assert retention.purge() == retention.Purged(0, 1)
    assert PageCount.objects.count() == 2


def test_the_worker_does_it_by_schedule(as_role: AsRole) -> None:
    with as_role("worker"):
        tasks.purge_feedback()


@pytest.mark.parametrize("role", ["public", "desk"])
def test_nobody_but_the_worker_may_purge(as_role: AsRole, role: str) -> None:
    from plainsight.intake.errors import NotNow

    with as_role(role), pytest.raises(NotNow), transaction.atomic():
        retention.purge()

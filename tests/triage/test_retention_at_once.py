"""Retention while others act, and a worker that dies in the middle."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection, transaction

from plainsight.files import store
from plainsight.intake.models import Attachment, Report
from plainsight.intake.retention import purge_orphans
from plainsight.people.errors import NotNow
from plainsight.triage import retention
from plainsight.triage.models import Standing
from plainsight.triage.services.ending import reopen_report
from plainsight.triage.services.keeping import hold_report
from tests.cast import Cast
from tests.reported import PICTURE, Reported
from tests.triage.acted import acting, standing
from tests.triage.test_retention import AsRole, due, erased

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ending(keyed_cast: Cast, reported: Reported, as_role: AsRole) -> Report:
    """A report that the worker would erase now."""
    return due(keyed_cast, reported(picture=PICTURE), as_role)


def while_held(act: Callable[[], None], other: Callable[[], int]) -> int:
    """Do an act, and before it is committed begin the other; return what the other comes to."""
    found: list[int] = []

    def alone() -> None:
        try:
            found.append(other())
        finally:
            connection.close()

    thread = threading.Thread(target=alone)
    with transaction.atomic():
        act()
        thread.start()
        deadline = time.monotonic() + 10
        while not _somebody_waits():
            assert thread.is_alive(), "the other did not wait for the act"
            assert time.monotonic() < deadline
            time.sleep(0.02)
    thread.join(10)
    return found[0]


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("act", [reopen_report, hold_report])
def test_what_an_officer_does_at_the_same_moment_comes_first(
    keyed_cast: Cast, ending: Report, act: Callable[..., None]
) -> None:
    who = keyed_cast.supervisor
    went = while_held(
        lambda: act(acting(keyed_cast, ending, who), note="A trial"), retention.dispose_due
    )
    assert went == 0
    assert standing(ending).state != Standing.State.ERASED


def test_an_officer_who_comes_too_late_is_told(
    keyed_cast: Cast, ending: Report, as_role: AsRole
) -> None:
    assert erased(as_role) == 1
    with pytest.raises(NotNow, match="erased"):
        reopen_report(acting(keyed_cast, ending), note="A neighbour rang")


def test_two_workers_erase_once(keyed_cast: Cast, ending: Report) -> None:
    went = while_held(lambda: _one(retention.dispose_due()), retention.dispose_due)
    assert went == 0


def test_a_worker_that_dies_before_the_files_are_gone_leaves_orphans_that_are_found(
    ending: Report, as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Attachment.objects.get(report=ending).id

    def die(_file: object) -> None:
        raise SystemExit

    monkeypatch.setattr(store, "delete", die)
    with pytest.raises(SystemExit):
        erased(as_role)
    assert standing(ending).state == Standing.State.ERASED
    path = settings.DATA / "files" / file.hex[:2] / str(file)
    assert path.exists()
    os.utime(path, (1, 1))
    with as_role("worker"):
        assert purge_orphans() >= 1
    assert not path.exists()


def _one(went: int) -> None:
    assert went == 1

"""What is due goes, and nothing else does."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F

from plainsight.files import store
from plainsight.intake import drafts, retention, sending, tokens
from plainsight.intake.models import Attachment, Report, SpentToken
from plainsight.intake.models import Draft as Row
from tests.intake.conftest import TOLD, Given
from tests.intake.test_drafts import note

AsRole = Callable[[str], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


def test_drafts_go_after_a_day_and_sent_ones_after_half_an_hour(
    given_report: Given, as_role: AsRole
) -> None:
    old, young = drafts.begin(TOLD), drafts.begin(TOLD)
    drafts.attach(old.cookie, note())
    with as_role("worker"):
        assert retention.purge() == retention.Purged(0, 0)
    Row.objects.filter(locator=old.key.locator).update(
        touched_at=F("touched_at") - timedelta(hours=25)
    )
    Row.objects.filter(state="sent").update(sent_at=F("sent_at") - timedelta(minutes=31))
    with as_role("worker"):
        assert retention.purge() == retention.Purged(2, 0)
        assert retention.purge() == retention.Purged(0, 0)
    assert [bytes(row.locator) for row in Row.objects.all()] == [young.key.locator]
    assert Attachment.objects.count() == 0
    assert Report.objects.count() == 1


def test_a_report_keeps_its_files_when_its_draft_goes(team: object) -> None:
    draft, kept = drafts.begin(TOLD), note()
    drafts.attach(draft.cookie, kept)
    sending.send(draft.cookie)
    Row.objects.update(sent_at=F("sent_at") - timedelta(hours=1))
    assert retention.purge().drafts == 1
    assert Attachment.objects.get().report_id == draft.report


def test_a_token_is_spent_once_and_remembered_until_it_has_expired(as_role: AsRole) -> None:
    nonce = uuid4()
    with as_role("public"):
        assert tokens.spend(nonce)
        assert not tokens.spend(nonce)
        assert tokens.spend(uuid4())
    SpentToken.objects.update(spent_at=F("spent_at") - timedelta(hours=24, minutes=59))
    assert retention.purge().tokens == 0
    SpentToken.objects.update(spent_at=F("spent_at") - timedelta(minutes=2))
    with as_role("worker"):
        assert retention.purge().tokens == 2


def stored(*, days_old: float = 2) -> Any:
    file = uuid4()
    writer = store.put(file)
    writer.write(b"sealed")
    writer.commit()
    when = time.time() - days_old * 86_400
    os.utime(store._path(file), (when, when))
    return file


def test_only_old_files_that_belong_to_nothing_are_deleted(
    settings: Any, tmp_path: Path, as_role: AsRole
) -> None:
    settings.DATA = tmp_path
    orphan, fresh, owned = stored(), stored(days_old=0.1), stored()
    half = store._path(orphan).with_name(".part-of-a-cut-upload")
    half.write_bytes(b"sealed")
    os.utime(half, (0, 0))
    draft = drafts.begin(TOLD)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO intake_attachment (id, draft_id, size_class) VALUES (%s, %s, 5)",
            [owned, draft.key.locator],
        )
    with as_role("worker"):
        assert retention.purge_orphans() == 2
    left = {path.name for path in tmp_path.glob("files/??/*")}
    assert left == {str(fresh), str(owned)}


def test_a_file_that_is_taken_out_is_gone_at_once(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    draft, one = drafts.begin(TOLD), note()
    drafts.attach(draft.cookie, one)
    writer = store.put(one.id)
    writer.write(b"sealed")
    writer.commit()
    drafts.detach(draft.cookie, uuid4())
    assert store._path(one.id).exists()
    drafts.detach(draft.cookie, one.id)
    assert not store._path(one.id).exists()


def test_the_tasks_are_found_by_the_worker_and_do_their_work() -> None:
    from procrastinate.contrib.django import app

    from plainsight.intake import tasks

    names = {f"{tasks.__name__}.purge_drafts", f"{tasks.__name__}.purge_orphan_files"}
    assert names <= set(app.tasks)
    tasks.purge_drafts()
    tasks.purge_orphan_files()

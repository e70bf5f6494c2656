"""Erasing: the key is gone from the row, the file and every restored backup."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction

from plainsight.vault.errors import CannotOpen, Erased, NotNow
from plainsight.vault.models import Erasure, RecordKey
from plainsight.vault.services import (
    erase_record,
    erasures,
    replay_erasures,
    rotate_team_key,
    sweep_erased,
)
from tests.vault.cast import Cast, arriving, assemble


def test_an_erased_record_stays_erased(cast: Cast) -> None:
    record, _ = arriving()
    unlocked = cast.amara.unlock()
    unlocked.record_key("report", record)
    erase_record(kind="report", record=record)
    for person in (cast.amara, cast.tom):
        with pytest.raises(Erased):
            person.unlock().record_key("report", record)
    rotate_team_key(cast.tom.unlock())
    with pytest.raises(Erased):
        cast.amara.unlock().record_key("report", record)


def test_a_certificate_says_when_the_last_backup_expires_and_is_given_again(cast: Cast) -> None:
    record, _ = arriving()
    certificate = erase_record(kind="report", record=record)
    assert certificate.last_backup_expires_on == (certificate.erased_at + timedelta(days=35)).date()
    assert erase_record(kind="report", record=record) == certificate
    assert set(certificate.as_dict()) == {"record", "kind", "erased_at", "last_backup_expires_on"}
    with pytest.raises(NotNow):
        erase_record(kind="report", record=uuid4())
    with pytest.raises(NotNow):
        erase_record(kind="conversation", record=arriving()[0])


def test_a_restore_replays_the_list_and_forgets_again(cast: Cast) -> None:
    (record, _), (other, key) = arriving(), arriving()
    backup = list(RecordKey.objects.values())
    erase_record(kind="report", record=record)
    listed = erasures()
    Erasure.objects.all().delete()
    RecordKey.objects.all().delete()
    RecordKey.objects.bulk_create(RecordKey(**row) for row in backup)
    assert cast.amara.unlock().record_key("report", record)
    assert replay_erasures(listed) == 1
    assert replay_erasures(listed) == 0
    with pytest.raises(Erased):
        cast.amara.unlock().record_key("report", record)
    assert cast.amara.unlock().record_key("report", other) == key
    assert erasures() == listed


def file_of_keys() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_filepath('vault_recordkey')")
        path = Path(settings.DATA) / "postgres" / cursor.fetchone()[0]
    return path.read_bytes()


@pytest.fixture
def checkpoint(connect_as: Callable[[str], Any]) -> Callable[[], None]:
    """Bring everything to the files, so that they may be read."""
    superuser = connect_as("superuser")
    return lambda: superuser.execute("CHECKPOINT")


@pytest.mark.slow
def test_no_byte_of_an_erased_key_is_left_in_the_table_s_file(
    checkpoint: Callable[[], None],
) -> None:
    assemble()
    sent = [arriving()[0] for _ in range(60)]
    gone, kept = sent[::3], set(sent) - set(sent[::3])
    traces = {row.record: bytes(row.envelope or b"")[-48:] for row in RecordKey.objects.all()}
    for record in gone:
        with transaction.atomic():
            erase_record(kind="report", record=record)
    checkpoint()
    stored = file_of_keys()
    assert not [record for record in gone if traces[record] in stored]
    assert all(traces[record] in stored for record in kept)
    assert not Erasure.objects.filter(swept_at=None).exists()


@pytest.mark.slow
def test_a_sweep_waits_for_whoever_may_still_see_the_row(
    connect_as: Callable[[str], Any],
) -> None:
    assemble()
    record, _ = arriving()
    reader = connect_as("desk")
    reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    reader.execute("SELECT count(*) FROM vault_recordkey")
    with transaction.atomic():
        erase_record(kind="report", record=record)
    assert Erasure.objects.filter(swept_at=None).count() == 1
    assert sweep_erased() == 0
    reader.execute("COMMIT")
    assert sweep_erased() == 1
    assert sweep_erased() == 0


def test_a_sweep_inside_a_transaction_is_refused(cast: Cast) -> None:
    with pytest.raises(NotNow):
        sweep_erased()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ["desk", "worker"])
def test_the_desk_and_the_worker_may_sweep(role: str) -> None:
    assemble()
    record, _ = arriving()
    erase_record(kind="report", record=record, sweep=False)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE plainsight_{role}")
        try:
            assert sweep_erased() == 1
        finally:
            cursor.execute("RESET ROLE")


def test_without_its_key_row_nothing_of_the_record_opens(cast: Cast) -> None:
    record, _ = arriving()
    RecordKey.objects.filter(record=record).delete()
    with pytest.raises(CannotOpen, match="no key"):
        cast.amara.unlock().record_key("report", record)

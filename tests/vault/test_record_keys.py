"""Data keys of records: opened by members, re-wrapped once, tied to their rows."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen, NotAdmitted
from plainsight.vault.models import RecordKey
from plainsight.vault.sealing import seal_to
from tests.vault.cast import Cast, arriving


def test_every_member_opens_what_arrives_and_a_stranger_does_not(cast: Cast) -> None:
    record, key = arriving()
    assert cast.tom.unlock().record_key("report", record) == key
    assert cast.amara.unlock().record_key("report", record) == key
    with pytest.raises(NotAdmitted):
        cast.stranger.unlock().record_key("report", record)


def test_the_first_opening_puts_a_symmetric_wrap_in_the_envelope_s_place(cast: Cast) -> None:
    record, key = arriving()
    cast.tom.unlock().record_key("report", record)
    first = RecordKey.objects.get(record=record)
    assert first.envelope is None
    assert first.wrapped is not None
    assert cast.amara.unlock().record_key("report", record) == key
    assert RecordKey.objects.get(record=record).wrapped == first.wrapped


def test_many_keys_are_opened_and_rewrapped_together(cast: Cast) -> None:
    sent = dict(arriving() for _ in range(20))
    missing = uuid4()
    assert cast.tom.unlock().record_keys("report", [*sent, missing]) == sent
    assert not RecordKey.objects.filter(envelope__isnull=False).exists()


def test_a_record_that_begins_on_the_desk_has_a_key_too(cast: Cast) -> None:
    record = uuid4()
    key = cast.amara.unlock().new_record_key("note", record)
    assert cast.tom.unlock().record_key("note", record) == key


def test_a_key_is_found_under_its_own_kind_only(cast: Cast) -> None:
    record, _ = arriving("report")
    with pytest.raises(CannotOpen, match="no key"):
        cast.tom.unlock().record_key("conversation", record)
    with pytest.raises(CannotOpen, match="no key"):
        cast.tom.unlock().record_key("report", uuid4())


@pytest.mark.parametrize("opened_before", [False, True])
def test_keys_swapped_between_rows_do_not_open(cast: Cast, opened_before: bool) -> None:  # noqa: FBT001 (a parameter)
    (one, _), (two, _) = arriving(), arriving()
    if opened_before:
        cast.tom.unlock().record_keys("report", [one, two])
    row, other = RecordKey.objects.get(record=one), RecordKey.objects.get(record=two)
    RecordKey.objects.filter(record=one).update(envelope=other.envelope, wrapped=other.wrapped)
    RecordKey.objects.filter(record=two).update(envelope=row.envelope, wrapped=row.wrapped)
    for record in (one, two):
        with pytest.raises(CannotOpen):
            cast.tom.unlock().record_key("report", record)


def test_an_envelope_that_holds_no_data_key_is_refused(cast: Cast) -> None:
    record = uuid4()
    envelope = seal_to(cast.key.public, b"too short", Context("report", record, "key"))
    RecordKey.objects.create(
        record=record, kind="report", team_key_id=cast.key.id, envelope=envelope
    )
    with pytest.raises(CannotOpen, match="data key"):
        cast.tom.unlock().record_key("report", record)


@transaction.atomic
def write_orphan() -> None:
    RecordKey.objects.create(record=uuid4(), kind="note", team_key_id=uuid4(), wrapped=b"x")
    connection.check_constraints()


def test_a_key_row_names_a_team_key_that_there_is(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        write_orphan()


def test_a_key_row_without_a_key_is_refused(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordKey.objects.create(record=uuid4(), kind="note", team_key_id=cast.key.id)

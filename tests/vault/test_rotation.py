"""A new team key: every record stays readable, whatever happens on the way."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from plainsight.core.clock import now
from plainsight.vault.admissions import verify_admissions
from plainsight.vault.box import new_key
from plainsight.vault.errors import NotAdmitted, NotNow
from plainsight.vault.models import RecordKey, TeamGrant, TeamPublic
from plainsight.vault.published import current_team_key
from plainsight.vault.services import (
    Unlocked,
    destroy_unused_keys,
    prepare_rotation,
    put_in_use,
    remove_member,
    rewrap_records,
    rotate_team_key,
)
from plainsight.vault.services import rotation as rotating
from tests.vault.cast import Cast, Person, arriving


def assert_all_read(cast: Cast, sent: dict[UUID, bytes]) -> None:
    """Every member reads every record."""
    for person in (cast.amara, cast.tom):
        assert person.unlock().record_keys("report", list(sent)) == sent


def test_after_a_rotation_every_member_reads_every_record(cast: Cast) -> None:
    sent = dict(arriving() for _ in range(12))
    cast.tom.unlock().record_keys("report", list(sent)[:5])
    done = rotate_team_key(cast.amara.unlock())
    assert (done.done, done.stuck) == (12, [])
    assert current_team_key().id != cast.key.id
    assert not RecordKey.objects.filter(team_key=cast.key.id).exists()
    assert_all_read(cast, sent)


def test_the_data_keys_themselves_do_not_change(cast: Cast) -> None:
    record, key = arriving()
    rotate_team_key(cast.amara.unlock())
    assert cast.amara.unlock().record_key("report", record) == key


def test_a_submission_sealed_to_the_old_key_arrives_and_is_read(cast: Cast) -> None:
    rotate_team_key(cast.amara.unlock())
    late, key = arriving(key=cast.key)
    assert cast.tom.unlock().record_key("report", late) == key
    later, key = arriving(key=cast.key)
    assert rewrap_records(cast.amara.unlock()).done == 1
    assert cast.tom.unlock().record_key("report", later) == key


def test_between_its_steps_a_rotation_leaves_everything_working(cast: Cast) -> None:
    sent = dict([arriving()])
    first = prepare_rotation(cast.amara.unlock())
    assert prepare_rotation(cast.tom.unlock()) == first
    assert current_team_key() == cast.key
    sent |= dict([arriving()])
    assert_all_read(cast, sent)
    newcomer = Person()
    newcomer.enrol()
    cast.tom.admit(newcomer)
    put_in_use(cast.tom.unlock())
    assert current_team_key() == first
    sent |= dict([arriving()])
    assert_all_read(cast, sent)
    assert newcomer.unlock().record_keys("report", list(sent)) == sent
    with pytest.raises(NotNow):
        put_in_use(cast.tom.unlock())


def test_a_rewrap_that_dies_in_the_middle_goes_on_where_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = dict(arriving() for _ in range(10))
    prepare_rotation(cast.amara.unlock())
    put_in_use(cast.amara.unlock())
    stored = rotating.store_wrapped
    turns: Iterator[bool] = iter([True, True, False])

    def dying(*args: object) -> None:
        if not next(turns):
            raise KeyboardInterrupt
        stored(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(rotating, "store_wrapped", dying)
    with pytest.raises(KeyboardInterrupt):
        rewrap_records(cast.amara.unlock(), batch=3)
    assert RecordKey.objects.filter(team_key=cast.key.id).count() == 4
    assert_all_read(cast, sent)
    monkeypatch.setattr(rotating, "store_wrapped", stored)
    assert rewrap_records(cast.tom.unlock(), batch=3).stuck == []
    assert not RecordKey.objects.filter(team_key=cast.key.id).exists()
    assert_all_read(cast, sent)


def test_a_record_that_does_not_open_is_named_and_holds_up_nobody(cast: Cast) -> None:
    sent = dict(arriving() for _ in range(4))
    nonsense = uuid4()
    RecordKey.objects.create(
        record=nonsense, kind="report", team_key_id=cast.key.id, envelope=new_key()
    )
    done = rotate_team_key(cast.amara.unlock())
    assert (done.done, done.stuck) == (4, [nonsense])
    assert_all_read(cast, sent)
    long_ago = now() - timedelta(days=9)
    TeamPublic.objects.filter(id=cast.key.id).update(retired_at=long_ago)
    assert destroy_unused_keys() == []


def test_a_removed_member_is_not_carried_into_the_next_key(cast: Cast) -> None:
    kept = cast.tom.unlock()
    assert kept.teams
    remove_member(holder=cast.tom.holder)
    rotate_team_key(cast.amara.unlock())
    record, _ = arriving()
    assert set(verify_admissions(*cast.amara.unlock().team())) == {cast.amara.holder}
    with pytest.raises(NotAdmitted):
        kept.record_key("report", record)


def test_only_a_member_rotates(cast: Cast) -> None:
    stranger = cast.stranger.unlock()
    steps = (prepare_rotation, rewrap_records, rotate_team_key)
    for step in steps:
        with pytest.raises(NotAdmitted):
            step(stranger)
    prepare_rotation(cast.amara.unlock())
    with pytest.raises(NotAdmitted):
        put_in_use(stranger)
    assert current_team_key() == cast.key


def test_a_retired_key_is_destroyed_once_it_is_old_and_unused(cast: Cast) -> None:
    sent = dict([arriving()])
    prepare_rotation(cast.amara.unlock())
    put_in_use(cast.amara.unlock())
    assert destroy_unused_keys() == []
    TeamPublic.objects.filter(id=cast.key.id).update(retired_at=now() - rotating.GRACE * 2)
    assert destroy_unused_keys() == []
    rewrap_records(cast.amara.unlock())
    assert destroy_unused_keys() == [cast.key.id]
    assert not TeamGrant.objects.filter(team_key=cast.key.id).exists()
    assert_all_read(cast, sent)


def test_many_rotations_after_one_another_keep_everything_readable(cast: Cast) -> None:
    sent = dict(arriving() for _ in range(3))
    for person in (cast.amara, cast.tom, cast.amara):
        rotate_team_key(person.unlock())
        sent |= dict([arriving()])
    assert_all_read(cast, sent)
    assert TeamPublic.objects.filter(state=TeamPublic.State.CURRENT).count() == 1


def test_a_session_from_before_a_rotation_reads_on(cast: Cast) -> None:
    cookie = new_key()
    sealed = cast.tom.unlock().seal_for_session(cookie)
    rotate_team_key(cast.amara.unlock())
    record, key = arriving()
    again = Unlocked.from_session(cast.tom.holder, sealed, cookie)
    assert again.record_key("report", record) == key

"""Recovery: any two of three custodians, never one."""

from itertools import combinations, permutations
from uuid import uuid4

import pytest

from plainsight.vault.admissions import verify_admissions
from plainsight.vault.errors import CannotOpen, NotAdmitted, NotNow
from plainsight.vault.models import Custodian, RecoveryEnvelope, TeamGrant
from plainsight.vault.opening import PrivateKey
from plainsight.vault.services import (
    enrol_member,
    prepare_rotation,
    recover_team_key,
    rotate_team_key,
    set_custodians,
)
from tests.vault.cast import Cast, Person, arriving


@pytest.fixture
def guarded(cast: Cast) -> Cast:
    """The cast once custodians are named."""
    set_custodians(cast.amara.unlock(), publics=[key.public() for key in cast.custodians])
    return cast


@pytest.mark.parametrize("pair", list(permutations(range(3), 2)))
def test_any_two_custodians_recover_in_either_order(guarded: Cast, pair: tuple[int, int]) -> None:
    record, key = arriving()
    TeamGrant.objects.all().delete()
    first, second = (guarded.custodians[at] for at in pair)
    recover_team_key(guarded.stranger.unlock(), first=first, second=second)
    assert guarded.stranger.unlock().record_key("report", record) == key
    members = verify_admissions(*guarded.stranger.unlock().team())
    assert guarded.stranger.holder in members


@pytest.mark.parametrize("one", range(3))
def test_one_custodian_alone_recovers_nothing(guarded: Cast, one: int) -> None:
    alone = guarded.custodians[one]
    for second in (alone, PrivateKey.generate()):
        with pytest.raises(CannotOpen):
            recover_team_key(guarded.stranger.unlock(), first=alone, second=second)
    assert not guarded.stranger.unlock().is_admitted


@pytest.mark.parametrize("one", range(3))
def test_no_envelope_gives_anything_to_one_custodian_by_any_route(guarded: Cast, one: int) -> None:
    from plainsight.vault.opening import open_envelope
    from plainsight.vault.services.custody import _inner, _outer

    alone, team = guarded.custodians[one], guarded.amara.unlock().team()[1].encode()
    for row in RecoveryEnvelope.objects.all():
        at = (row.team_key_id, row.outer, row.inner)
        with pytest.raises(CannotOpen):
            open_envelope(alone, row.envelope, _inner(*at))
        try:
            inside = open_envelope(alone, row.envelope, _outer(*at))
        except CannotOpen:
            continue
        assert team not in inside
        with pytest.raises(CannotOpen):
            open_envelope(alone, inside, _inner(*at))


def test_a_recovered_member_admits_others(guarded: Cast) -> None:
    recover_team_key(
        guarded.stranger.unlock(), first=guarded.custodians[0], second=guarded.custodians[2]
    )
    newcomer = Person()
    newcomer.enrol()
    guarded.stranger.admit(newcomer)
    assert newcomer.unlock().is_admitted


def test_custodians_survive_a_rotation_and_named_anew_the_old_ones_are_out(guarded: Cast) -> None:
    rotate_team_key(guarded.amara.unlock())
    record, key = arriving()
    old = guarded.custodians
    recover_team_key(guarded.stranger.unlock(), first=old[1], second=old[2])
    assert guarded.stranger.unlock().record_key("report", record) == key
    new = [PrivateKey.generate() for _ in range(3)]
    set_custodians(guarded.tom.unlock(), publics=[key.public() for key in new])
    outsider = enrol_member(holder=uuid4(), passkey=uuid4(), prf_secret=bytes(32))
    for one, two in combinations(old, 2):
        with pytest.raises(CannotOpen):
            recover_team_key(outsider, first=one, second=two)
    recover_team_key(outsider, first=new[0], second=new[1])
    assert outsider.is_admitted


def test_a_custodian_put_in_by_the_database_alone_gets_nothing_at_the_next_rotation(
    guarded: Cast,
) -> None:
    Custodian.objects.filter(position=2).update(public=PrivateKey.generate().public().encode())
    with pytest.raises(CannotOpen, match="custodian 2"):
        prepare_rotation(guarded.amara.unlock())


def test_custodians_are_three_different_ones_named_by_a_member(cast: Cast) -> None:
    publics = [key.public() for key in cast.custodians]
    for wrong in (publics[:2], [publics[0]] * 3, []):
        with pytest.raises(ValueError, match="three"):
            set_custodians(cast.amara.unlock(), publics=wrong)
    with pytest.raises(NotAdmitted):
        set_custodians(cast.stranger.unlock(), publics=publics)
    assert not Custodian.objects.exists()


@pytest.mark.django_db
def test_without_a_team_there_is_nothing_to_recover() -> None:
    keys = [PrivateKey.generate(), PrivateKey.generate()]
    with pytest.raises(NotNow):
        recover_team_key(Person().enrol(), first=keys[0], second=keys[1])

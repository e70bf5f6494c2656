"""Admission by signature: rows alone admit nobody."""

from datetime import timedelta

import pytest

from plainsight.core.clock import now
from plainsight.vault.admissions import verify_admissions
from plainsight.vault.bundles import MemberSecret
from plainsight.vault.errors import CannotOpen, CannotUnlock, NotAdmitted, NotNow
from plainsight.vault.models import Admission, MemberKey, TeamGrant, TeamPublic
from plainsight.vault.sealing import seal_to
from plainsight.vault.services import (
    admit_member,
    found_team,
    member_fingerprint,
    prepare_rotation,
    remove_member,
)
from plainsight.vault.unlocked import grant_context
from tests.vault.cast import Cast, Person, arriving


def members(cast: Cast) -> set[object]:
    return set(verify_admissions(*cast.amara.unlock().team()))


def test_the_members_are_those_whom_the_chain_of_signatures_proves(cast: Cast) -> None:
    assert members(cast) == {cast.amara.holder, cast.tom.holder}
    cast.tom.admit(cast.stranger)
    assert members(cast) == {cast.amara.holder, cast.tom.holder, cast.stranger.holder}
    record, key = arriving()
    assert cast.stranger.unlock().record_key("report", record) == key


def test_nobody_founds_the_team_twice(cast: Cast) -> None:
    with pytest.raises(NotNow):
        found_team(cast.stranger.unlock())


def test_a_stranger_admits_nobody_not_even_themselves(cast: Cast) -> None:
    with pytest.raises(NotAdmitted):
        cast.stranger.admit(cast.stranger)
    assert members(cast) == {cast.amara.holder, cast.tom.holder}
    assert not TeamGrant.objects.filter(member=cast.stranger.holder).exists()


def test_admission_needs_the_fingerprint_that_the_new_member_sees(cast: Cast) -> None:
    seen = member_fingerprint(cast.stranger.holder)
    exchanged = MemberSecret.generate().private.public().encode()
    MemberKey.objects.filter(holder=cast.stranger.holder).update(public=exchanged)
    with pytest.raises(NotAdmitted, match="fingerprint"):
        admit_member(cast.amara.unlock(), holder=cast.stranger.holder, fingerprint=seen)
    with pytest.raises(NotAdmitted, match="enrolled"):
        member_fingerprint(Person().holder)


def test_nobody_is_admitted_twice(cast: Cast) -> None:
    with pytest.raises(NotNow):
        cast.amara.admit(cast.tom)


def forged(cast: Cast) -> Admission:
    """A row as somebody with the database alone would write it, copied from a true one."""
    true = Admission.objects.get(holder=cast.tom.holder)
    intruder = MemberSecret.generate()
    public, verify = intruder.public_halves()
    return Admission(
        team_key_id=true.team_key_id,
        holder=cast.stranger.holder,
        public=public,
        verify=verify,
        admitted_by=true.admitted_by,
        admitted_at=true.admitted_at,
        team_signature=true.team_signature,
        member_signature=true.member_signature,
    )


def test_while_a_forged_admission_is_there_nothing_is_sealed_to_anybody(cast: Cast) -> None:
    forged(cast).save()
    newcomer = Person()
    newcomer.enrol()
    with pytest.raises(NotAdmitted, match="does not verify"):
        cast.amara.admit(newcomer)
    with pytest.raises(NotAdmitted, match="does not verify"):
        prepare_rotation(cast.amara.unlock())
    assert TeamPublic.objects.count() == 1


@pytest.mark.parametrize("field", ["public", "verify", "admitted_by", "admitted_at", "holder"])
def test_an_admission_changed_in_any_field_no_longer_verifies(cast: Cast, field: str) -> None:
    public, verify = MemberSecret.generate().public_halves()
    changed = {
        "public": public,
        "verify": verify,
        "admitted_by": cast.tom.holder,
        "admitted_at": now() + timedelta(days=1),
        "holder": cast.stranger.holder,
    }[field]
    Admission.objects.filter(holder=cast.tom.holder).update(**{field: changed})
    with pytest.raises(NotAdmitted):
        members(cast)


@pytest.mark.parametrize("field", ["team_signature", "member_signature"])
def test_an_admission_needs_both_of_its_signatures(cast: Cast, field: str) -> None:
    Admission.objects.filter(holder=cast.tom.holder).update(**{field: bytes(64)})
    with pytest.raises(NotAdmitted):
        members(cast)


def test_a_chain_whose_middle_is_gone_does_not_verify(cast: Cast) -> None:
    cast.tom.admit(cast.stranger)
    Admission.objects.filter(holder=cast.tom.holder).delete()
    with pytest.raises(NotAdmitted):
        members(cast)


def test_those_whom_a_removed_member_admitted_stay_but_he_is_gone(cast: Cast) -> None:
    cast.tom.admit(cast.stranger)
    remove_member(holder=cast.tom.holder)
    assert members(cast) == {cast.amara.holder, cast.stranger.holder}


def test_a_removed_member_cannot_unlock_and_holds_no_grant(cast: Cast) -> None:
    remove_member(holder=cast.tom.holder)
    with pytest.raises(CannotUnlock):
        cast.tom.unlock()
    assert not TeamGrant.objects.filter(member=cast.tom.holder).exists()
    with pytest.raises(NotAdmitted):
        remove_member(holder=cast.tom.holder)


def test_a_removed_member_may_be_enrolled_and_admitted_again_with_new_keys(cast: Cast) -> None:
    remove_member(holder=cast.tom.holder)
    cast.tom.enrol()
    cast.amara.admit(cast.tom)
    record, key = arriving()
    assert cast.tom.unlock().record_key("report", record) == key


def test_the_last_member_is_not_removed(cast: Cast) -> None:
    remove_member(holder=cast.tom.holder)
    with pytest.raises(NotNow, match="last member"):
        remove_member(holder=cast.amara.holder)


def test_a_grant_to_somebody_else_s_team_key_is_not_believed(cast: Cast) -> None:
    """Whoever can write rows cannot make a member re-wrap records to a key of their own."""
    from plainsight.vault.bundles import TeamSecret

    mine = cast.tom.unlock().member.private.public()
    planted = seal_to(
        mine, TeamSecret.generate().encode(), grant_context(cast.key.id, cast.tom.holder)
    )
    TeamGrant.objects.filter(member=cast.tom.holder).update(envelope=planted)
    with pytest.raises(CannotOpen, match="grant"):
        cast.tom.unlock().team()

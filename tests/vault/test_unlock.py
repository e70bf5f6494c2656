"""Unlocking: by what a member has, for one request, and no longer than they belong."""

from uuid import uuid4

import pytest
from pytest_django import Settings

from plainsight.vault import stretch as stretching
from plainsight.vault.box import new_key
from plainsight.vault.errors import CannotUnlock, NotAdmitted, NotNow
from plainsight.vault.models import MemberKey, UnlockMethod
from plainsight.vault.services import (
    Unlocked,
    add_passkey,
    change_passphrase,
    enrol_member,
    enrolment,
    remove_member,
    remove_passkey,
    set_passphrase,
    unlock,
)
from plainsight.vault.stretch import Cost
from tests.vault.cast import Cast, Person

PHRASE, NEW_PHRASE = "seven grey herons", "eight grey herons"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch cheaply; what it costs in use has its own test."""
    monkeypatch.setattr(enrolment, "Cost", Cost)
    monkeypatch.setattr(stretching.Cost.__init__, "__defaults__", (1, 64, 1))


@pytest.mark.django_db
def test_a_member_unlocks_by_passphrase_or_by_passkey_and_gets_the_same_keys() -> None:
    holder, prf = uuid4(), new_key()
    enrolled = enrol_member(holder=holder, passphrase=PHRASE, passkey=uuid4(), prf_secret=prf)
    for opened in (unlock(holder=holder, passphrase=PHRASE), unlock(holder=holder, prf_secret=prf)):
        assert opened.member.encode() == enrolled.member.encode()
    assert "Unlocked(" in repr(enrolled)


@pytest.mark.django_db
def test_anything_else_does_not_unlock() -> None:
    holder = uuid4()
    enrol_member(holder=holder, passphrase=PHRASE)
    enrol_member(holder=(other := uuid4()), passphrase=NEW_PHRASE)
    for attempt in (
        {"holder": holder, "passphrase": PHRASE + "s"},
        {"holder": holder, "prf_secret": new_key()},
        {"holder": holder},
        {"holder": other, "passphrase": PHRASE},
        {"holder": uuid4(), "passphrase": PHRASE},
    ):
        with pytest.raises(CannotUnlock):
            unlock(**attempt)  # type: ignore[arg-type]  # a table of attempts


@pytest.mark.django_db
def test_a_dump_without_the_desk_secret_does_not_unlock_even_with_the_passphrase(
    settings: Settings,
) -> None:
    holder = uuid4()
    enrol_member(holder=holder, passphrase=PHRASE)
    settings.DESK_SECRET = b"another desk secret, as long as needed"
    with pytest.raises(CannotUnlock):
        unlock(holder=holder, passphrase=PHRASE)


@pytest.mark.django_db
def test_one_member_s_sealed_keys_put_in_another_s_row_do_not_unlock() -> None:
    mine, theirs = Person(), Person()
    mine.enrol()
    theirs.enrol()
    method = UnlockMethod.objects.get(member=mine.holder)
    UnlockMethod.objects.filter(member=theirs.holder).update(sealed=method.sealed, salt=method.salt)
    with pytest.raises(CannotUnlock):
        unlock(holder=theirs.holder, prf_secret=mine.prf)


@pytest.mark.django_db
def test_a_member_whose_public_keys_were_exchanged_is_not_unlocked() -> None:
    mine, theirs = Person(), Person()
    mine.enrol()
    theirs.enrol()
    foreign = MemberKey.objects.get(holder=theirs.holder)
    MemberKey.objects.filter(holder=mine.holder).update(public=foreign.public)
    with pytest.raises(CannotUnlock, match="no longer these"):
        mine.unlock()


@pytest.mark.django_db
def test_a_changed_passphrase_opens_and_the_old_one_no_longer_does() -> None:
    holder = uuid4()
    enrol_member(holder=holder, passphrase=PHRASE)
    change_passphrase(holder=holder, old=PHRASE, new=NEW_PHRASE)
    assert unlock(holder=holder, passphrase=NEW_PHRASE).holder == holder
    with pytest.raises(CannotUnlock):
        unlock(holder=holder, passphrase=PHRASE)
    with pytest.raises(CannotUnlock):
        change_passphrase(holder=holder, old=PHRASE, new=PHRASE)
    assert UnlockMethod.objects.filter(member=holder).count() == 1


@pytest.mark.django_db
def test_passkeys_come_and_go_but_the_last_way_in_stays() -> None:
    person, second, prf = Person(), uuid4(), new_key()
    add_passkey(person.enrol(), passkey=second, prf_secret=prf)
    remove_passkey(holder=person.holder, passkey=person.passkey)
    assert unlock(holder=person.holder, prf_secret=prf).holder == person.holder
    with pytest.raises(CannotUnlock):
        person.unlock()
    with pytest.raises(NotNow, match="only way"):
        remove_passkey(holder=person.holder, passkey=second)


@pytest.mark.django_db
def test_enrolment_refuses_weak_ways_in_and_a_second_set_of_keys() -> None:
    person = Person()
    unlocked = person.enrol()
    with pytest.raises(NotNow):
        person.enrol()
    with pytest.raises(ValueError, match="12 characters"):
        set_passphrase(unlocked, passphrase="short")
    with pytest.raises(ValueError, match="32 bytes"):
        add_passkey(unlocked, passkey=uuid4(), prf_secret=b"short")
    with pytest.raises(ValueError, match="passkey or both"):
        enrol_member(holder=uuid4())


@pytest.mark.django_db
def test_what_a_passphrase_cost_is_kept_so_that_it_opens_after_the_cost_is_raised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    holder = uuid4()
    enrol_member(holder=holder, passphrase=PHRASE)
    monkeypatch.setattr(stretching.Cost.__init__, "__defaults__", (2, 128, 1))
    assert UnlockMethod.objects.get(member=holder).cost == Cost(1, 64, 1).stored()
    change_passphrase(holder=holder, old=PHRASE, new=NEW_PHRASE)
    assert UnlockMethod.objects.get(member=holder).cost == Cost(2, 128, 1).stored()


def test_a_session_opens_with_its_cookie_for_its_holder_only(cast: Cast) -> None:
    unlocked, cookie = cast.amara.unlock(), new_key()
    sealed = unlocked.seal_for_session(cookie)
    again = Unlocked.from_session(cast.amara.holder, sealed, cookie)
    assert again.member.encode() == unlocked.member.encode()
    assert again.is_admitted
    for holder, key in ((cast.amara.holder, new_key()), (cast.tom.holder, cookie)):
        with pytest.raises(CannotUnlock):
            Unlocked.from_session(holder, sealed, key)


def test_a_session_ends_for_a_member_who_is_removed(cast: Cast) -> None:
    cookie = new_key()
    sealed = cast.tom.unlock().seal_for_session(cookie)
    remove_member(holder=cast.tom.holder)
    with pytest.raises(CannotUnlock, match="no longer these"):
        Unlocked.from_session(cast.tom.holder, sealed, cookie)


def test_somebody_enrolled_but_not_admitted_unlocks_and_reads_nothing(cast: Cast) -> None:
    unlocked = cast.stranger.unlock()
    assert not unlocked.is_admitted
    with pytest.raises(NotAdmitted):
        unlocked.team()

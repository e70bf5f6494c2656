"""A team's keys through any life: people come and go, keys change, records arrive and go."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plainsight.vault.admissions import verify_admissions
from plainsight.vault.errors import CannotUnlock, Erased, NotNow
from plainsight.vault.models import RecordKey
from plainsight.vault.services import (
    erase_record,
    found_team,
    recover_team_key,
    remove_member,
    rotate_team_key,
    set_custodians,
)
from tests.vault.cast import Person, arriving, custodian_keys

CUSTODIANS = custodian_keys()
STEPS = st.tuples(
    st.sampled_from(
        ["arrive", "open", "admit", "remove", "rotate", "erase", "name custodians", "recover"]
    ),
    st.integers(0, 99),
)


@dataclass
class Life:
    """What should be true, kept apart from the rows."""

    members: list[Person]
    records: dict[UUID, bytes] = field(default_factory=dict)
    erased: list[UUID] = field(default_factory=list)
    left: list[Person] = field(default_factory=list)
    is_guarded: bool = False

    def step(self, what: str, which: int) -> None:
        """Do one thing; `which` chooses who does it and to whom."""
        by = self.members[which % len(self.members)]
        listed = list(self.records)
        if what == "arrive":
            self.records |= dict([arriving()])
        elif what == "open" and listed:
            by.unlock().record_key("report", listed[which % len(listed)])
        elif what == "admit":
            newcomer = Person()
            newcomer.enrol()
            by.admit(newcomer)
            self.members.append(newcomer)
        elif what == "remove":
            self.remove(by)
        elif what == "rotate":
            assert rotate_team_key(by.unlock()).stuck == []
        elif what == "erase" and listed:
            gone = listed[which % len(listed)]
            erase_record(kind="report", record=gone)
            del self.records[gone]
            self.erased.append(gone)
        elif what == "name custodians":
            set_custodians(by.unlock(), publics=[key.public() for key in CUSTODIANS])
            self.is_guarded = True
        elif what == "recover" and self.is_guarded:
            newcomer = Person()
            unlocked = newcomer.enrol()
            first, second = (CUSTODIANS[(which + turn) % 3] for turn in (0, 1))
            recover_team_key(unlocked, first=first, second=second)
            self.members.append(newcomer)

    def remove(self, person: Person) -> None:
        """Remove a member, unless there is no other."""
        if len(self.members) == 1:
            with pytest.raises(NotNow):
                remove_member(holder=person.holder)
            return
        remove_member(holder=person.holder)
        self.members.remove(person)
        self.left.append(person)

    def check(self) -> None:
        """Every member reads every record; nobody else anything; the erased is gone."""
        for person in self.members:
            assert person.unlock().record_keys("report", list(self.records)) == self.records
            for record in self.erased:
                with pytest.raises(Erased):
                    person.unlock().record_key("report", record)
        for person in self.left:
            with pytest.raises(CannotUnlock):
                person.unlock()
        proved = verify_admissions(*self.members[0].unlock().team())
        assert set(proved) == {person.holder for person in self.members}
        assert RecordKey.objects.count() == len(self.records)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEPS, min_size=3, max_size=16))
def test_whatever_happens_members_read_what_is_there_and_nobody_else_does(
    db: None, steps: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        founder = Person()
        found_team(founder.enrol())
        life = Life([founder])
        for what, which in steps:
            life.step(what, which)
        life.check()
        transaction.set_rollback(True)

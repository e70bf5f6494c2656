"""Who appears in the vault's tests, and how they come by their keys."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from plainsight.vault.box import new_key
from plainsight.vault.context import Context
from plainsight.vault.models import RecordKey
from plainsight.vault.opening import PrivateKey
from plainsight.vault.published import TeamKeyInfo, current_team_key
from plainsight.vault.sealing import seal_to
from plainsight.vault.services import (
    Unlocked,
    admit_member,
    enrol_member,
    found_team,
    member_fingerprint,
    unlock,
)


@dataclass
class Person:
    """A holder with a passkey that unlocks; its PRF output is what only they have."""

    holder: UUID = field(default_factory=uuid4)
    passkey: UUID = field(default_factory=uuid4)
    prf: bytes = field(default_factory=new_key)

    def enrol(self) -> Unlocked:
        """Make keys."""
        return enrol_member(holder=self.holder, passkey=self.passkey, prf_secret=self.prf)

    def unlock(self) -> Unlocked:
        """Unlock as at a new request."""
        return unlock(holder=self.holder, prf_secret=self.prf)

    def admit(self, other: "Person") -> None:
        """Admit somebody after comparing fingerprints."""
        admit_member(
            self.unlock(), holder=other.holder, fingerprint=member_fingerprint(other.holder)
        )


@dataclass
class Cast:
    """A team of two, somebody enrolled but not admitted, and three custodians."""

    amara: Person
    tom: Person
    stranger: Person
    key: TeamKeyInfo
    custodians: list[PrivateKey]


def assemble() -> Cast:
    """Found the team and admit its second member."""
    amara, tom, stranger = Person(), Person(), Person()
    for person in (amara, tom, stranger):
        person.enrol()
    key = found_team(amara.unlock())
    amara.admit(tom)
    return Cast(amara, tom, stranger, key, custodian_keys())


def arriving(kind: str = "report", key: TeamKeyInfo | None = None) -> tuple[UUID, bytes]:
    """Write the sealed key of a record as the public side does; give its id and its key."""
    team, record, data_key = key or current_team_key(), uuid4(), new_key()
    envelope = seal_to(team.public, data_key, Context(kind, record, "key"))
    RecordKey.objects.create(record=record, kind=kind, team_key_id=team.id, envelope=envelope)
    return record, data_key


def custodian_keys() -> list[PrivateKey]:
    """Give three custodians' keys, as they would make them off line."""
    return [PrivateKey.generate() for _ in range(3)]

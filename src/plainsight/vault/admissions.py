"""Who belongs in the team, as signatures say it and not as rows do.

Whoever can write the database can add a row; they cannot sign it with the team's key. So
before anything is sealed to a member, the whole chain is checked back to the team's key as
the unlocked member holds it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from plainsight.core.clock import now
from plainsight.vault.bundles import TeamSecret
from plainsight.vault.context import Stored
from plainsight.vault.envelope import PublicKey
from plainsight.vault.errors import NotAdmitted
from plainsight.vault.models import Admission
from plainsight.vault.signing import is_signed
from plainsight.vault.unlocked import Unlocked

_BY_TEAM = "plainsight admission, by the team"
_BY_MEMBER = "plainsight admission, by the member who admits"


@dataclass(frozen=True, slots=True)
class Statement:
    """What an admission says: these public keys are this holder's, and they belong."""

    team_key: UUID
    holder: UUID
    public: bytes
    verify: bytes
    admitted_by: UUID
    admitted_at: datetime

    def parts(self) -> list[bytes]:
        """Give the parts that are signed."""
        return [
            self.team_key.bytes,
            self.holder.bytes,
            self.public,
            self.verify,
            self.admitted_by.bytes,
            self.admitted_at.astimezone(UTC).isoformat(timespec="microseconds").encode(),
        ]


def sign_admission(
    unlocked: Unlocked,
    team_key: UUID,
    team: TeamSecret,
    *,
    holder: UUID,
    public: Stored,
    verify: Stored,
) -> Admission:
    """Write an admission signed by the team's key and by the unlocked member."""
    says = Statement(team_key, holder, bytes(public), bytes(verify), unlocked.holder, now())
    return Admission.objects.create(
        team_key_id=team_key,
        holder=holder,
        public=says.public,
        verify=says.verify,
        admitted_by=says.admitted_by,
        admitted_at=says.admitted_at,
        team_signature=team.signing.sign(_BY_TEAM, says.parts()),
        member_signature=unlocked.member.signing.sign(_BY_MEMBER, says.parts()),
    )


def verify_admissions(team_key: UUID, team: TeamSecret) -> dict[UUID, PublicKey]:
    """Give the public key of each present member, every one of them proved by signatures.

    Raises `NotAdmitted` if any present admission does not verify: rows were then written by
    something other than this code, and nothing may be sealed before somebody has looked.
    """
    by_holder: dict[UUID, list[Admission]] = defaultdict(list)
    for admission in Admission.objects.filter(team_key=team_key):
        by_holder[admission.holder].append(admission)
    present = [a for all_of in by_holder.values() for a in all_of if a.removed_at is None]
    for admission in present:
        if not _is_proved(admission, by_holder, team.signing.verify_key):
            raise NotAdmitted(f"the admission of {admission.holder} does not verify")
    return {admission.holder: PublicKey.parse(admission.public) for admission in present}


def _is_proved(
    admission: Admission, by_holder: Mapping[UUID, list[Admission]], team_verify: bytes
) -> bool:
    """Follow the chain of those who admitted, to somebody whom the team's key admitted."""
    seen: set[UUID] = set()
    while admission.id not in seen:
        seen.add(admission.id)
        parts = _statement(admission).parts()
        if not is_signed(team_verify, admission.team_signature, _BY_TEAM, parts):
            return False
        if admission.admitted_by == admission.holder:
            return is_signed(admission.verify, admission.member_signature, _BY_MEMBER, parts)
        signers = [
            earlier
            for earlier in by_holder.get(admission.admitted_by, [])
            if earlier.admitted_at <= admission.admitted_at
            and (earlier.removed_at is None or earlier.removed_at >= admission.admitted_at)
            and is_signed(earlier.verify, admission.member_signature, _BY_MEMBER, parts)
        ]
        if not signers:
            return False
        admission = signers[0]
    return False


def _statement(admission: Admission) -> Statement:
    return Statement(
        admission.team_key_id,
        admission.holder,
        bytes(admission.public),
        bytes(admission.verify),
        admission.admitted_by,
        admission.admitted_at,
    )

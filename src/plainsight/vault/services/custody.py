"""Recovery: three custodians hold keys off line, and any two of them together suffice.

For each pair the team's keys are sealed to one custodian and the result to the other, so
that neither reads anything alone.
"""

from collections.abc import Sequence
from itertools import combinations
from uuid import UUID

from django.db import transaction

from plainsight.core.clock import now
from plainsight.vault.admissions import sign_admission
from plainsight.vault.bundles import TeamSecret
from plainsight.vault.context import Context
from plainsight.vault.envelope import PublicKey
from plainsight.vault.errors import CannotOpen, NotNow
from plainsight.vault.models import Admission, Custodian, RecoveryEnvelope, TeamPublic
from plainsight.vault.opening import PrivateKey, open_envelope
from plainsight.vault.sealing import seal_to
from plainsight.vault.services.membership import grant
from plainsight.vault.signing import is_signed
from plainsight.vault.unlocked import Unlocked

CUSTODIANS = 3
NEEDED = 2
_LABEL = "plainsight custodian"


@transaction.atomic
def set_custodians(unlocked: Unlocked, *, publics: Sequence[PublicKey]) -> None:
    """Name the three custodians, in place of any before them, for every key still in use.

    `publics` are the keys that they made off line. The caller audits. Raises `ValueError`
    unless there are three different ones, `NotAdmitted` for somebody without the team key.
    """
    if len(publics) != CUSTODIANS or len(set(publics)) != CUSTODIANS:
        raise ValueError("name three different custodians")
    unlocked.team()
    for team_key, team in unlocked.teams.items():
        write_custodians(team_key, team, publics)


def write_custodians(team_key: UUID, team: TeamSecret, publics: Sequence[PublicKey]) -> None:
    """Seal one generation of the team's key to each pair of custodians."""
    Custodian.objects.filter(team_key=team_key).delete()
    RecoveryEnvelope.objects.filter(team_key=team_key).delete()
    places = dict(enumerate(publics, start=1))
    Custodian.objects.bulk_create(
        Custodian(
            team_key_id=team_key,
            position=place,
            public=public.encode(),
            signature=team.signing.sign(_LABEL, _parts(team_key, place, public.encode())),
        )
        for place, public in places.items()
    )
    RecoveryEnvelope.objects.bulk_create(
        RecoveryEnvelope(
            team_key_id=team_key,
            outer=outer,
            inner=inner,
            envelope=seal_to(
                places[outer],
                seal_to(places[inner], team.encode(), _inner(team_key, outer, inner)),
                _outer(team_key, outer, inner),
            ),
        )
        for outer, inner in combinations(places, 2)
    )


def verified_custodians(team_key: UUID, team: TeamSecret) -> list[PublicKey]:
    """Give the custodians' keys in their order, or an empty list when none were named.

    Raises `CannotOpen` when one is not as the team signed it.
    """
    rows = Custodian.objects.filter(team_key=team_key).order_by("position")
    for row in rows:
        parts = _parts(team_key, row.position, bytes(row.public))
        if not is_signed(team.signing.verify_key, row.signature, _LABEL, parts):
            raise CannotOpen(f"custodian {row.position} is not the one that the team named")
    return [PublicKey.parse(row.public) for row in rows]


@transaction.atomic
def recover_team_key(member: Unlocked, *, first: PrivateKey, second: PrivateKey) -> None:
    """Give an enrolled member the team's keys by the keys of two custodians.

    The member needs no grant; they are admitted by the team's key itself. The caller
    audits. Raises `CannotOpen` unless the two are different custodians of the key in use.
    """
    current = TeamPublic.objects.filter(state=TeamPublic.State.CURRENT).first()
    if current is None:
        raise NotNow("there is no team to recover")
    recovered = {row.id: _recovered(row, first, second) for row in TeamPublic.objects.all()}
    if recovered[current.id] is None:
        raise CannotOpen("these are not two custodians of the team's key")
    own, verify = member.member.public_halves()
    for row in TeamPublic.objects.all():
        team = recovered[row.id]
        if team is None:
            continue
        if row.state != TeamPublic.State.RETIRED:
            earlier = Admission.objects.filter(team_key=row.id, holder=member.holder)
            earlier.filter(removed_at__isnull=True).update(removed_at=now())
            sign_admission(member, row.id, team, holder=member.holder, public=own, verify=verify)
        grant(row.id, team, member.holder, member.member.private.public())
        member.teams[row.id] = team


def _recovered(row: TeamPublic, first: PrivateKey, second: PrivateKey) -> TeamSecret | None:
    """Open a pair's envelope; None when the keys are not those of two custodians of it."""
    held = {key.public().encode(): key for key in (first, second)}
    custodians = Custodian.objects.filter(team_key=row.id)
    places = {c.position: held[bytes(c.public)] for c in custodians if bytes(c.public) in held}
    if len(places) < NEEDED:
        return None
    outer, inner = sorted(places)
    found = RecoveryEnvelope.objects.filter(team_key=row.id, outer=outer, inner=inner).first()
    if found is None:
        return None
    opened = open_envelope(places[outer], found.envelope, _outer(row.id, outer, inner))
    team = TeamSecret.decode(open_envelope(places[inner], opened, _inner(row.id, outer, inner)))
    if team.private.public().encode() != bytes(row.public):
        raise CannotOpen("a recovery envelope does not hold the key that it is for")
    return team


def _parts(team_key: UUID, place: int, public: bytes) -> list[bytes]:
    return [team_key.bytes, bytes([place]), public]


def _inner(team_key: UUID, outer: int, inner: int) -> Context:
    return Context("team", team_key, f"recovery {outer}+{inner}: inner")


def _outer(team_key: UUID, outer: int, inner: int) -> Context:
    return Context("team", team_key, f"recovery {outer}+{inner}: outer")

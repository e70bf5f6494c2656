"""The team: founded once, members admitted by members, and removed."""

import hashlib
from uuid import UUID

from django.db import transaction

from plainsight.core.clock import now
from plainsight.vault.admissions import sign_admission, verify_admissions
from plainsight.vault.bundles import TeamSecret
from plainsight.vault.envelope import PublicKey
from plainsight.vault.errors import NotAdmitted, NotNow
from plainsight.vault.models import Admission, MemberKey, TeamGrant, TeamPublic
from plainsight.vault.published import TeamKeyInfo
from plainsight.vault.sealing import seal_to
from plainsight.vault.unlocked import Unlocked, grant_context

_State = TeamPublic.State


@transaction.atomic
def found_team(founder: Unlocked) -> TeamKeyInfo:
    """Make the team's first key, with the founder as its first member. The caller audits.

    The fingerprint of what it gives belongs in the public process's configuration. Raises
    `NotNow` when there is a team already.
    """
    if TeamPublic.objects.exists():
        raise NotNow("the team has been founded")
    return new_generation(founder, TeamSecret.generate(), _State.CURRENT)


def new_generation(founder: Unlocked, team: TeamSecret, state: TeamPublic.State) -> TeamKeyInfo:
    """Write a generation of the team's key whose first member is the founder."""
    public = team.private.public()
    row = TeamPublic.objects.create(
        public=public.encode(),
        verify=team.signing.verify_key,
        fingerprint=public.fingerprint(),
        state=state,
    )
    founder.teams[row.id] = team
    own, verify = founder.member.public_halves()
    sign_admission(founder, row.id, team, holder=founder.holder, public=own, verify=verify)
    grant(row.id, team, founder.holder, founder.member.private.public())
    return TeamKeyInfo(row.id, public)


def member_fingerprint(holder: UUID) -> str:
    """Give the fingerprint of a member's public keys, in hex, for two people to compare.

    Raises `NotAdmitted` when the holder has not enrolled.
    """
    member = MemberKey.objects.filter(holder=holder).first()
    if member is None:
        raise NotAdmitted("the holder has not enrolled")
    return hashlib.sha256(bytes(member.public) + bytes(member.verify)).hexdigest()


@transaction.atomic
def admit_member(unlocked: Unlocked, *, holder: UUID, fingerprint: str) -> None:
    """Admit an enrolled member: sign their public keys, and seal the team's keys to them.

    `fingerprint` is what the new member's own screen shows (`member_fingerprint`), compared
    by the two people, so that nobody's key slips in between. The caller audits, and decides
    who may. Raises `NotAdmitted` when it differs, when the one who admits is not a member
    or when any admission so far does not verify; `NotNow` for one who is a member already.
    """
    member = MemberKey.objects.select_for_update().filter(holder=holder).first()
    if member is None or member_fingerprint(holder) != fingerprint:
        raise NotAdmitted("the fingerprint is not that of the member's keys")
    unlocked.team()
    for row in TeamPublic.objects.select_for_update(no_key=True).order_by("created_at"):
        team = unlocked.teams.get(row.id)
        if team is None:
            continue
        if row.state != _State.RETIRED:
            members = verify_admissions(row.id, team)
            if unlocked.holder not in members:
                raise NotAdmitted("only a member admits")
            if holder in members:
                raise NotNow("the holder is a member already")
            sign_admission(
                unlocked,
                row.id,
                team,
                holder=holder,
                public=member.public,
                verify=member.verify,
            )
        grant(row.id, team, holder, PublicKey.parse(member.public))


@transaction.atomic
def remove_member(*, holder: UUID) -> None:
    """Destroy a member's grants and sealed keys; nothing they know opens them again.

    They may have kept a copy of the team's key: rotate it after. The caller audits, and
    ends their sessions. Raises `NotNow` for the last member, with whom every record would
    be lost, and `NotAdmitted` for somebody who never enrolled.
    """
    list(TeamPublic.objects.select_for_update(no_key=True))
    if not MemberKey.objects.filter(holder=holder).exists():
        raise NotAdmitted("the holder has not enrolled")
    current = TeamGrant.objects.filter(team_key__state=_State.CURRENT)
    if current.filter(member=holder).exists() and not current.exclude(member=holder).exists():
        raise NotNow("the last member cannot be removed")
    Admission.objects.filter(holder=holder, removed_at__isnull=True).update(removed_at=now())
    MemberKey.objects.filter(holder=holder).delete()


def grant(team_key: UUID, team: TeamSecret, holder: UUID, public: PublicKey) -> None:
    """Seal a generation of the team's key to a member, in place of an earlier grant."""
    TeamGrant.objects.update_or_create(
        team_key_id=team_key,
        member_id=holder,
        defaults={
            "envelope": seal_to(public, team.encode(), grant_context(team_key, holder)),
        },
    )

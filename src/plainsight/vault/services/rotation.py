"""A new key for the team: prepared, put in use, records re-wrapped, the old one destroyed.

Each step is its own transaction and may be run again: whatever stopped in the middle goes on
where it was. Data is not touched, only the keys of records. A submission on its way was
sealed to the old key; it arrives all the same, and the old key stays until its record has
been re-wrapped.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from plainsight.core.clock import now
from plainsight.vault.admissions import sign_admission, verify_admissions
from plainsight.vault.bundles import TeamSecret
from plainsight.vault.errors import NotAdmitted, NotNow, VaultError
from plainsight.vault.models import Admission, MemberKey, RecordKey, TeamPublic
from plainsight.vault.published import TeamKeyInfo
from plainsight.vault.rewrapping import store_wrapped
from plainsight.vault.services.custody import verified_custodians, write_custodians
from plainsight.vault.services.membership import grant, new_generation
from plainsight.vault.unlocked import Unlocked

GRACE = timedelta(hours=48)
"""How long a retired key is kept even when no record uses it: twice a draft's life."""

_State = TeamPublic.State


@dataclass
class Rewrapped:
    """What a run over the records did: how many were re-wrapped, which did not open."""

    done: int = 0
    stuck: list[UUID] = field(default_factory=list)


def rotate_team_key(unlocked: Unlocked) -> Rewrapped:
    """Do all the steps at once, for an installation that reads its pin from the same place.

    Otherwise run them apart, and add the new fingerprint to the public process's pins
    between `prepare_rotation` and `put_in_use`. The caller audits.
    """
    prepare_rotation(unlocked)
    put_in_use(unlocked)
    return rewrap_records(unlocked)


@transaction.atomic
def prepare_rotation(unlocked: Unlocked) -> TeamKeyInfo:
    """Make the next key, for the members and custodians of the present one.

    Gives the one that is prepared already, if there is one. Raises `NotAdmitted` when a
    member's admission does not verify, `CannotOpen` when a custodian's key does not.
    """
    list(TeamPublic.objects.select_for_update(no_key=True))
    prepared = TeamPublic.objects.filter(state=_State.NEXT).first()
    if prepared is not None:
        return TeamKeyInfo(prepared.id, prepared.key)
    current, team = unlocked.team()
    members = verify_admissions(current, team)
    if unlocked.holder not in members:
        raise NotAdmitted("only a member rotates the key")
    secret = TeamSecret.generate()
    info = new_generation(unlocked, secret, _State.NEXT)
    admitted = Admission.objects.filter(team_key=current, removed_at__isnull=True)
    for admission in admitted.exclude(holder=unlocked.holder):
        if not MemberKey.objects.filter(holder=admission.holder).exists():
            continue
        sign_admission(
            unlocked,
            info.id,
            secret,
            holder=admission.holder,
            public=admission.public,
            verify=admission.verify,
        )
        grant(info.id, secret, admission.holder, members[admission.holder])
    if custodians := verified_custodians(current, team):
        write_custodians(info.id, secret, custodians)
    return info


@transaction.atomic
def put_in_use(unlocked: Unlocked) -> None:
    """Make the prepared key the one that is sealed to; the present one retires.

    Raises `NotNow` when none is prepared, `NotAdmitted` for somebody without it.
    """
    list(TeamPublic.objects.select_for_update(no_key=True))
    prepared = TeamPublic.objects.filter(state=_State.NEXT).first()
    if prepared is None:
        raise NotNow("no key is prepared")
    if prepared.id not in unlocked.teams:
        raise NotAdmitted("the member holds no grant to the prepared key")
    TeamPublic.objects.filter(state=_State.CURRENT).update(state=_State.RETIRED, retired_at=now())
    TeamPublic.objects.filter(id=prepared.id).update(state=_State.CURRENT)


def rewrap_records(unlocked: Unlocked, *, batch: int = 500) -> Rewrapped:
    """Re-wrap the key of every record that still uses a retired key, a batch at a time.

    A record whose key does not open (somebody may have sent in nonsense) is left as it is
    and named in the answer. Raises `NotAdmitted` for somebody without the key in use.
    """
    current, team = unlocked.team()
    result = Rewrapped()
    while _rewrap_batch(unlocked, current, team, result, batch):
        pass
    return result


@transaction.atomic
def _rewrap_batch(
    unlocked: Unlocked, current: UUID, team: TeamSecret, result: Rewrapped, batch: int
) -> bool:
    rows = list(
        RecordKey.objects.select_for_update(skip_locked=True, of=("self",))
        .exclude(team_key=current)
        .exclude(record__in=result.stuck)
        .order_by("record")[:batch]
    )
    wrapped: dict[UUID, bytes] = {}
    for row in rows:
        try:
            key = unlocked.opened(row)
        except VaultError:
            result.stuck.append(row.record)
        else:
            wrapped[row.record] = team.wrapped(row.kind, row.record, key)
    store_wrapped(current, wrapped)
    result.done += len(wrapped)
    return bool(rows)


@transaction.atomic
def destroy_unused_keys() -> list[UUID]:
    """Destroy each key that retired more than `GRACE` ago and that no record uses.

    Its grants, admissions and recovery envelopes go with it. A record that arrives at that
    very moment is refused by the foreign key, so none is left without its key. Gives the
    ids destroyed; the caller audits.
    """
    retired = TeamPublic.objects.select_for_update().filter(
        state=_State.RETIRED, retired_at__lt=now() - GRACE
    )
    unused = [row for row in retired if not RecordKey.objects.filter(team_key=row).exists()]
    TeamPublic.objects.filter(id__in=[row.id for row in unused]).delete()
    return [row.id for row in unused]

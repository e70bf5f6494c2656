"""A member whose keys are open, for one request at a time.

Between requests it lives in the session row, sealed under a key that is only in the
member's cookie. The team's keys are opened anew from the member's grants each time, so that
a removal or a rotation takes hold at the next request.
"""

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Self
from uuid import UUID

from django.db.models import F

from plainsight.vault.box import KEY_BYTES, new_key, seal, unseal
from plainsight.vault.bundles import MemberSecret, TeamSecret
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen, CannotUnlock, Erased, NotAdmitted
from plainsight.vault.models import Erasure, MemberKey, RecordKey, TeamGrant, TeamPublic
from plainsight.vault.opening import open_envelope
from plainsight.vault.published import check_pin
from plainsight.vault.rewrapping import store_wrapped


class Unlocked:
    """A member's open keys, and through them the keys of records. Its `repr` shows no key."""

    def __init__(self, holder: UUID, member: MemberSecret) -> None:
        """Hold a member's private keys; `services.unlock` is how to get one."""
        self.holder = holder
        self.member = member

    def __repr__(self) -> str:
        """Name the holder only."""
        return f"Unlocked({self.holder})"

    def seal_for_session(self, cookie_key: bytes) -> bytes:
        """Seal the member's keys under the 32-byte key that only the cookie will hold."""
        return seal(cookie_key, self.member.encode(), _session(self.holder))

    @classmethod
    def from_session(cls, holder: UUID, sealed: bytes, cookie_key: bytes) -> Self:
        """Open what `seal_for_session` made.

        Raises `CannotUnlock` for another holder or cookie, and for a member who has been
        removed or given new keys since.
        """
        try:
            member = MemberSecret.decode(unseal(cookie_key, sealed, _session(holder)))
        except (CannotOpen, ValueError):
            raise CannotUnlock("the session does not open") from None
        return cls.proved(holder, member)

    @classmethod
    def proved(cls, holder: UUID, member: MemberSecret) -> Self:
        """Give the member's open keys once their public halves are those on record.

        Raises `CannotUnlock` when they are not, or the holder has none any more.
        """
        row = MemberKey.objects.filter(holder=holder).first()
        if row is None or (bytes(row.public), bytes(row.verify)) != member.public_halves():
            raise CannotUnlock("the member's keys are no longer these")
        return cls(holder, member)

    @cached_property
    def teams(self) -> dict[UUID, TeamSecret]:
        """The team's private keys, of every generation granted to this member, by key id."""
        return dict(self._opened_grants())

    @property
    def is_admitted(self) -> bool:
        """Whether the member holds the team's key in use."""
        return TeamPublic.objects.filter(
            state=TeamPublic.State.CURRENT, id__in=list(self.teams)
        ).exists()

    def team(self) -> tuple[UUID, TeamSecret]:
        """Give the team's key in use, with its id. Raises `NotAdmitted` without a grant."""
        current = TeamPublic.objects.filter(state=TeamPublic.State.CURRENT).first()
        if current is None or current.id not in self.teams:
            raise NotAdmitted("the member has not been admitted to the team's key")
        return current.id, self.teams[current.id]

    def record_key(self, kind: str, record: UUID) -> bytes:
        """Give a record's 32-byte data key; the first opening re-wraps it.

        Raises `Erased` when it was destroyed, `CannotOpen` when there is none or it is not
        this team's, `NotAdmitted` without a grant to it.
        """
        keys = self.record_keys(kind, [record])
        if record in keys:
            return keys[record]
        if Erasure.objects.filter(record=record).exists():
            raise Erased("the record's key was destroyed")
        raise CannotOpen("there is no key for this record")

    def record_keys(self, kind: str, records: Collection[UUID]) -> dict[UUID, bytes]:
        """Give the data keys of many records; those without a key row are left out.

        Raises as `record_key` does for those that are there and do not open.
        """
        keys: dict[UUID, bytes] = {}
        fresh: list[UUID] = []
        for row in RecordKey.objects.filter(kind=kind, record__in=records):
            keys[row.record] = self.opened(row)
            if row.wrapped is None:
                fresh.append(row.record)
        if fresh:
            team_key, team = self.team()
            store_wrapped(team_key, {r: team.wrapped(kind, r, keys[r]) for r in fresh})
        return keys

    def new_record_key(self, kind: str, record: UUID) -> bytes:
        """Make and store the data key of a record that begins on the desk."""
        team_key, team = self.team()
        key = new_key()
        RecordKey.objects.create(
            record=record,
            kind=kind,
            team_key_id=team_key,
            wrapped=team.wrapped(kind, record, key),
        )
        return key

    def opened(self, row: RecordKey) -> bytes:
        """Give the data key in a row. Raises `CannotOpen` or `NotAdmitted`."""
        team = self.teams.get(row.team_key_id)
        if team is None:
            raise NotAdmitted("the member holds no grant to this record's team key")
        if row.wrapped is not None:
            return team.unwrapped(row.kind, row.record, row.wrapped)
        key = open_envelope(team.private, row.envelope or b"", Context(row.kind, row.record, "key"))
        if len(key) != KEY_BYTES:
            raise CannotOpen("the envelope does not hold a data key")
        return key

    def _opened_grants(self) -> Iterator[tuple[UUID, TeamSecret]]:
        grants = TeamGrant.objects.filter(member=self.holder).annotate(
            public=F("team_key__public"), verify=F("team_key__verify"), state=F("team_key__state")
        )
        for grant in grants:
            team_key = grant.team_key_id
            secret = TeamSecret.decode(
                open_envelope(
                    self.member.private, grant.envelope, grant_context(team_key, self.holder)
                )
            )
            public = secret.private.public()
            if public.encode() != bytes(grant.public) or secret.signing.verify_key != bytes(
                grant.verify
            ):
                raise CannotOpen("a grant does not hold the key that it is for")
            if grant.state == TeamPublic.State.CURRENT:
                check_pin(public)
            yield team_key, secret


def grant_context(team_key: UUID, holder: UUID) -> Context:
    """Give the context of a team's private keys sealed to one member."""
    return Context("team", team_key, f"grant:{holder}")


def _session(holder: UUID) -> Context:
    return Context("session", holder, "unlocked")

"""A member's own keys: made at enrolment, unlocked by passphrase or passkey.

None of this admits anybody to anything: a member reads nothing until another admits them.
"""

import os
from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from plainsight.core.ids import new_id
from plainsight.vault.box import seal, unseal
from plainsight.vault.bundles import MemberSecret
from plainsight.vault.context import Context, Stored
from plainsight.vault.derive import derive
from plainsight.vault.errors import CannotOpen, CannotUnlock, NotNow
from plainsight.vault.keepers import desk_keeper
from plainsight.vault.models import MemberKey, UnlockMethod
from plainsight.vault.stretch import SALT_BYTES, Cost, stretch
from plainsight.vault.unlocked import Unlocked

MIN_PASSPHRASE = 12
"""The fewest characters of a passphrase."""

_PRF_BYTES = 32
_Kind = UnlockMethod.Kind


@transaction.atomic
def enrol_member(
    *,
    holder: UUID,
    passphrase: str | None = None,
    passkey: UUID | None = None,
    prf_secret: bytes | None = None,
) -> Unlocked:
    """Make a member's keys, with a passphrase, a passkey or both to unlock them.

    The caller audits. Raises `NotNow` when the holder has keys already, `ValueError`
    without any way to unlock, or as `set_passphrase` and `add_passkey` do.
    """
    if passphrase is None and passkey is None:
        raise ValueError("give a passphrase, a passkey or both")
    member = MemberSecret.generate()
    public, verify = member.public_halves()
    _, is_new = MemberKey.objects.get_or_create(
        holder=holder, defaults={"public": public, "verify": verify}
    )
    if not is_new:
        raise NotNow("the holder has keys already")
    unlocked = Unlocked(holder, member)
    if passphrase is not None:
        set_passphrase(unlocked, passphrase=passphrase)
    if passkey is not None:
        add_passkey(unlocked, passkey=passkey, prf_secret=prf_secret or b"")
    return unlocked


def unlock(
    *, holder: UUID, passphrase: str | None = None, prf_secret: bytes | None = None
) -> Unlocked:
    """Open a member's keys. The caller audits, and limits how often it may be tried.

    Raises `CannotUnlock` when nothing offered opens them or the holder has none, and
    `TooBusy` when too many passphrases are being stretched at once.
    """
    for method in UnlockMethod.objects.filter(member=holder):
        if method.kind == _Kind.PASSPHRASE and passphrase is not None:
            key = _passphrase_key(passphrase, method.salt, Cost.read(method.cost))
        elif method.kind == _Kind.PASSKEY and prf_secret is not None:
            key = _passkey_key(prf_secret, method.salt)
        else:
            continue
        try:
            opened = unseal(key, method.sealed, _context(holder, method.id))
        except CannotOpen:
            continue
        return Unlocked.proved(holder, MemberSecret.decode(opened))
    raise CannotUnlock("that does not unlock this member's keys")


def set_passphrase(unlocked: Unlocked, *, passphrase: str) -> None:
    """Set or replace the passphrase of an unlocked member. The caller audits.

    Raises `ValueError` when it has fewer than `MIN_PASSPHRASE` characters.
    """
    if len(passphrase) < MIN_PASSPHRASE:
        raise ValueError(f"a passphrase has at least {MIN_PASSPHRASE} characters")
    cost = Cost()
    _set_method(
        unlocked,
        kind=_Kind.PASSPHRASE,
        passkey=None,
        cost=cost.stored(),
        key=lambda salt: _passphrase_key(passphrase, salt, cost),
    )


def change_passphrase(*, holder: UUID, old: str, new: str) -> Unlocked:
    """Replace a passphrase by somebody who knows the old one. The caller audits.

    Raises as `unlock` and `set_passphrase` do.
    """
    unlocked = unlock(holder=holder, passphrase=old)
    set_passphrase(unlocked, passphrase=new)
    return unlocked


def add_passkey(unlocked: Unlocked, *, passkey: UUID, prf_secret: bytes) -> None:
    """Let a passkey's PRF output unlock this member, in place of its earlier one if any.

    `passkey` is the caller's id of the credential. The caller audits. Raises `ValueError`
    unless the PRF gave 32 bytes.
    """
    if len(prf_secret) != _PRF_BYTES:
        raise ValueError("a passkey's PRF gives 32 bytes")
    _set_method(
        unlocked,
        kind=_Kind.PASSKEY,
        passkey=passkey,
        cost={},
        key=lambda salt: _passkey_key(prf_secret, salt),
    )


@transaction.atomic
def remove_passkey(*, holder: UUID, passkey: UUID) -> None:
    """Stop a passkey from unlocking. The caller audits.

    Raises `NotNow` when it is the member's only way in.
    """
    methods = UnlockMethod.objects.select_for_update().filter(member=holder)
    others = [method for method in methods if method.passkey != passkey]
    if not others:
        raise NotNow("the passkey is the only way to unlock these keys")
    methods.filter(passkey=passkey).delete()


@transaction.atomic
def _set_method(
    unlocked: Unlocked,
    *,
    kind: UnlockMethod.Kind,
    passkey: UUID | None,
    cost: dict[str, int],
    key: Callable[[bytes], bytes],
) -> None:
    identity, salt = new_id(), os.urandom(SALT_BYTES)
    sealed = seal(key(salt), unlocked.member.encode(), _context(unlocked.holder, identity))
    member = MemberKey.objects.select_for_update().get(holder=unlocked.holder)
    member.methods.filter(kind=kind, passkey=passkey).delete()
    member.methods.create(
        id=identity, kind=kind, passkey=passkey, salt=salt, cost=cost, sealed=sealed
    )


def _passphrase_key(passphrase: str, salt: Stored, cost: Cost) -> bytes:
    return stretch(passphrase, bytes(salt), keeper=desk_keeper(), cost=cost)


def _passkey_key(prf_secret: bytes, salt: Stored) -> bytes:
    return derive(prf_secret, "unlock by passkey", salt=bytes(salt))


def _context(holder: UUID, method: UUID) -> Context:
    return Context("member", holder, f"unlock:{method}")

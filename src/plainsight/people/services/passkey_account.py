"""What an officer does with passkeys: add, sign in, unlock, let one unlock, remove."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from plainsight.people.access import can
from plainsight.people.errors import NotAccepted, NotNow, NotVisible
from plainsight.people.limits import attempt
from plainsight.people.models import Officer, Passkey
from plainsight.people.queries import has_app
from plainsight.people.services.noting import note
from plainsight.people.services.passkeys import finish_enrolment, finish_use, prf_secret
from plainsight.people.services.sessions import begin_session
from plainsight.people.services.unlocking import unlock_by_prf
from plainsight.vault import services as vault
from plainsight.vault.errors import NotNow as VaultNotNow
from plainsight.vault.unlocked import Unlocked


@transaction.atomic
def add_passkey(
    request: HttpRequest,
    officer: Officer,
    *,
    unlocked: Unlocked | None,
    name: str,
    sent: Mapping[str, Any],
) -> Passkey:
    """Add the passkey that the browser made; it unlocks too if it has a PRF and we are unlocked.

    Raises NotAccepted.
    """
    passkey = finish_enrolment(request, officer, name=name, answer=_answer(sent))
    key = str(passkey.id)
    note("second_factor.added", by=officer, about=officer, factor="passkey", passkey=key)
    secret = prf_secret(sent.get("prf"))
    if unlocked is not None and secret is not None:
        _let_unlock(officer, passkey, unlocked, secret)
    return passkey


def sign_in_by_passkey(request: HttpRequest, sent: Mapping[str, Any]) -> Officer:
    """Sign in with a passkey, which is both factors; unlock in the same touch if it has a PRF.

    Raises NotAccepted and TooMany.
    """
    usage = attempt(request, "passkey")
    try:
        passkey = finish_use(request, _answer(sent))
    except NotAccepted:
        with transaction.atomic():
            note("session.refused", by=None, about=None, step="passkey")
        raise
    usage.rollback()
    officer = passkey.officer
    begin_session(request, officer, factor="passkey")
    secret = prf_secret(sent.get("prf"))
    if secret is not None and can(officer, "key.unlock"):
        unlock_by_prf(request, officer, secret, passkey=passkey.id)
    return officer


def unlock_by_passkey(request: HttpRequest, officer: Officer, sent: Mapping[str, Any]) -> None:
    """Unlock this session with a passkey of the officer's. Raises NotAccepted and TooMany."""
    usage = attempt(request, "unlock", officer=officer)
    try:
        _unlock_with_own(request, officer, sent)
    except NotAccepted:
        with transaction.atomic():
            note("key.refused", by=officer, about=officer)
        raise
    usage.rollback()


@transaction.atomic
def let_passkey_unlock(
    request: HttpRequest, officer: Officer, *, unlocked: Unlocked | None, sent: Mapping[str, Any]
) -> Passkey:
    """Let a passkey, shown just now, unlock from here on. Raises NotAccepted and NotNow."""
    if unlocked is None:
        raise NotNow(_("Unlock with your passphrase first."))
    passkey = _own(request, officer, sent)
    secret = prf_secret(sent.get("prf"))
    if secret is None:
        raise NotAccepted(_("This passkey, or this browser, cannot unlock. It still signs you in."))
    _let_unlock(officer, passkey, unlocked, secret)
    return passkey


@transaction.atomic
def remove_passkey(officer: Officer, passkey_id: UUID) -> None:
    """Remove one of the officer's passkeys.

    Raises NotVisible for anybody else's, NotNow when it is the only second factor or the only
    way to unlock.
    """
    passkey = officer.passkeys.filter(id=passkey_id).first()
    if passkey is None:
        raise NotVisible(_("There is no such passkey."))
    if not has_app(officer) and officer.passkeys.count() == 1:
        raise NotNow(_("This is your only second factor. Set up another first."))
    if passkey.unlocks:
        try:
            vault.remove_passkey(holder=officer.id, passkey=passkey.id)
        except VaultNotNow:
            raise NotNow(_("This passkey is your only way to unlock.")) from None
        _log_method(officer, passkey, "key.method_removed")
    passkey.delete()
    key = str(passkey_id)
    note("second_factor.removed", by=officer, about=officer, factor="passkey", passkey=key)


def _unlock_with_own(request: HttpRequest, officer: Officer, sent: Mapping[str, Any]) -> None:
    passkey = _own(request, officer, sent)
    secret = prf_secret(sent.get("prf"))
    if secret is None or unlock_by_prf(request, officer, secret, passkey=passkey.id) is None:
        raise NotAccepted(_("This passkey cannot unlock. Use your passphrase."))


def _own(request: HttpRequest, officer: Officer, sent: Mapping[str, Any]) -> Passkey:
    passkey = finish_use(request, _answer(sent))
    if passkey.officer_id != officer.id:
        raise NotAccepted(_("That passkey is not yours."))
    return passkey


def _let_unlock(officer: Officer, passkey: Passkey, unlocked: Unlocked, secret: bytes) -> None:
    vault.add_passkey(unlocked, passkey=passkey.id, prf_secret=secret)
    passkey.unlocks = True
    passkey.save(update_fields=["unlocks"])
    _log_method(officer, passkey, "key.method_added")


def _log_method(officer: Officer, passkey: Passkey, verb: str) -> None:
    note(verb, by=officer, about=officer, passkey=str(passkey.id))


def _answer(sent: Mapping[str, Any]) -> Mapping[str, Any]:
    answer = sent.get("credential")
    if not isinstance(answer, dict):
        raise NotAccepted(_("The browser sent no passkey."))
    return answer

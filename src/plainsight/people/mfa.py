"""Keeps the secrets of second factors sealed, so that a stolen dump makes no codes."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from plainsight.vault.box import seal, unseal
from plainsight.vault.context import Context
from plainsight.vault.derive import derive

_CONTEXT = Context("second_factor", UUID(int=0), "secret")


class DeskMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Seals what allauth stores under the desk-only secret, and names us in authenticator apps."""

    def encrypt(self, text: str) -> str:
        """Return the text sealed, as hexadecimal digits."""
        return seal(_key(), text.encode(), _CONTEXT).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` made; raises vault.errors.CannotOpen for anything else."""
        return unseal(_key(), bytes.fromhex(encrypted_text), _CONTEXT).decode()

    def get_totp_issuer(self) -> str:
        """Return the name that an authenticator app shows above the code."""
        return "Plainsight"


def _key() -> bytes:
    return derive(settings.DESK_SECRET, "second factor secrets")

"""Who keeps the secrets that must stay outside the database and its backups.

A keeper never hands its secret out: it mixes it into something, or signs with it. So a
force's key service or a hardware module, which can do both but will not give up a key, can
take the local file's place without a change elsewhere.
"""

import os
from pathlib import Path
from typing import Protocol

from django.conf import settings

from plainsight.vault.derive import derive
from plainsight.vault.signing import SigningKey

_SECRET_BYTES = 32


class KeyKeeper(Protocol):
    """Keeps one secret and does these things with it."""

    def mix(self, purpose: str, value: bytes) -> bytes:
        """Give 32 bytes that only this secret and this value give, for one purpose."""
        ...

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Give an Ed25519 signature by the keeper's key for this purpose."""
        ...

    def verify_key(self, purpose: str) -> bytes:
        """Give the 32-byte public half of the key that `sign` uses for this purpose."""
        ...


class HeldKeeper:
    """A keeper that holds its secret in memory. Its `repr` shows no secret."""

    def __init__(self, secret: bytes) -> None:
        """Hold a secret. Raises `ValueError` when it is shorter than 32 bytes."""
        if len(secret) < _SECRET_BYTES:
            raise ValueError("a keeper's secret has at least 32 bytes")
        self._secret = secret

    def __repr__(self) -> str:
        """Name the kind only."""
        return f"{type(self).__name__}()"

    def mix(self, purpose: str, value: bytes) -> bytes:
        """Derive 32 bytes from the secret, with the value as salt."""
        return derive(self._secret, f"keeper mix: {purpose}", salt=value)

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Sign with an Ed25519 key derived from the secret."""
        return self._signing(purpose).sign(f"keeper: {purpose}", [message])

    def verify_key(self, purpose: str) -> bytes:
        """Give the public half of the derived key."""
        return self._signing(purpose).verify_key

    def _signing(self, purpose: str) -> SigningKey:
        return SigningKey(derive(self._secret, f"keeper signing key: {purpose}"))


class FileKeeper(HeldKeeper):
    """The default: a secret in a file that only its owner may read."""

    def __init__(self, path: Path) -> None:
        """Read the file, or make it with new random bytes when there is none.

        Raises `PermissionError` when others may read it.
        """
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(descriptor, "wb") as file:
                file.write(os.urandom(_SECRET_BYTES).hex().encode())
        if path.stat().st_mode & 0o077:
            raise PermissionError("a keeper's file may be read by its owner only")
        super().__init__(path.read_bytes().strip())


def desk_keeper() -> KeyKeeper:
    """Give the keeper of the desk-only secret, from `settings.DESK_SECRET`."""
    return HeldKeeper(settings.DESK_SECRET)

"""Ed25519 signatures (RFC 8032) over statements that say what they are.

A statement is a list of parts, each preceded by its length, the first of them its label: no
signature over one kind of statement can be passed off as one over another.
"""

import os
from collections.abc import Sequence
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from plainsight.vault.context import Stored, encode_parts

SEED_BYTES = 32
SIGNATURE_BYTES = 64


class SigningKey:
    """An Ed25519 key from its 32-byte seed. Its `repr` shows no key."""

    def __init__(self, seed: bytes) -> None:
        """Load a seed. Raises `ValueError` unless it has 32 bytes."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.seed = seed

    def __repr__(self) -> str:
        """Name the kind only."""
        return "SigningKey()"

    @classmethod
    def generate(cls) -> "SigningKey":
        """Make a new key from the operating system's randomness."""
        return cls(os.urandom(SEED_BYTES))

    @cached_property
    def verify_key(self) -> bytes:
        """The 32-byte public half."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, label: str, parts: Sequence[bytes]) -> bytes:
        """Sign a statement; give 64 bytes."""
        return self._key.sign(encode_parts(label.encode(), *parts))


def is_signed(verify_key: Stored, signature: Stored, label: str, parts: Sequence[bytes]) -> bool:
    """Say whether the signature over exactly this statement is the key's."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes(verify_key))
        key.verify(bytes(signature), encode_parts(label.encode(), *parts))
    except (InvalidSignature, ValueError):
        return False
    return True

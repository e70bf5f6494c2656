"""Public keys and envelopes as bytes.

Both begin with their suite, so suites can follow one another: what was sealed under an old
one still says how it is to be opened.

Suites are HPKE's (RFC 9180) base mode with HKDF-SHA256 and ChaCha20-Poly1305. The hybrid's
key encapsulation is ML-KEM-768 with X25519 (draft-ietf-hpke-pq; "X-Wing"): it holds while
either of the two does, since these records outlive today's ciphers.
"""

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from cryptography.hazmat.primitives import hpke

from plainsight.vault.context import Stored
from plainsight.vault.errors import CannotOpen

MLKEM_PUBLIC_BYTES = 1184
X25519_BYTES = 32
_TAG_BYTES = 16


class Suite(IntEnum):
    """Which HPKE suite a key or an envelope belongs to; the number is its first byte."""

    X25519 = 1
    HYBRID = 2

    @property
    def public_bytes(self) -> int:
        """The length of a raw public key, in bytes."""
        return X25519_BYTES + (MLKEM_PUBLIC_BYTES if self is Suite.HYBRID else 0)

    @property
    def private_bytes(self) -> int:
        """The length of a raw private key, in bytes: the hybrid's is a seed and a scalar."""
        return X25519_BYTES + (64 if self is Suite.HYBRID else 0)

    @property
    def algorithms(self) -> hpke.Suite:
        """The implementation of this suite."""
        return _ALGORITHMS[self]

    @property
    def overhead(self) -> int:
        """By how many bytes an envelope is longer than what it holds."""
        return 1 + _KEMS[self].enc_length() + _TAG_BYTES


DEFAULT = Suite.HYBRID
_KEMS = {Suite.X25519: hpke.KEM.X25519, Suite.HYBRID: hpke.KEM.MLKEM768_X25519}
_ALGORITHMS = {
    suite: hpke.Suite(kem, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
    for suite, kem in _KEMS.items()
}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key of a team, a member or a custodian."""

    suite: Suite
    raw: bytes

    def __post_init__(self) -> None:
        """Refuse, with `ValueError`, a key whose length is not its suite's."""
        if len(self.raw) != self.suite.public_bytes:
            raise ValueError(f"a {self.suite.name} public key has {self.suite.public_bytes} bytes")

    def encode(self) -> bytes:
        """Give the bytes that are stored and signed: the suite, then the raw key."""
        return bytes([self.suite]) + self.raw

    @classmethod
    def parse(cls, encoded: Stored) -> Self:
        """Read what `encode` wrote. Raises `ValueError` for anything else."""
        encoded = bytes(encoded)
        return cls(Suite(encoded[0] if encoded else 0), encoded[1:])

    def fingerprint(self) -> str:
        """Give the SHA-256 of the encoded key in hex: what a configuration pins."""
        return hashlib.sha256(self.encode()).hexdigest()


def suite_of(envelope: bytes) -> Suite:
    """Say which suite an envelope was sealed under.

    Raises `CannotOpen` when the suite is unknown or the envelope too short to be one.
    """
    try:
        suite = Suite(envelope[0] if envelope else 0)
    except ValueError:
        raise CannotOpen("the envelope names no suite that this version knows") from None
    if len(envelope) < suite.overhead:
        raise CannotOpen("the envelope is cut short")
    return suite

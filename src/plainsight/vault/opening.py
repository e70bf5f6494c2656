"""Opening envelopes, with private keys. The public site may never import this module."""

from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from plainsight.vault.context import Context, Stored
from plainsight.vault.envelope import DEFAULT, PublicKey, Suite, suite_of
from plainsight.vault.errors import CannotOpen
from plainsight.vault.sealing import envelope_info

_SEED_BYTES = 64


class PrivateKey:
    """The private half of a `PublicKey`. Its `repr` shows no key.

    The hybrid has no serialisation of its own in the library: its raw bytes are the 64-byte
    ML-KEM seed and then the 32-byte X25519 scalar.
    """

    __slots__ = ("_loaded", "_mlkem", "_x25519", "suite")

    def __init__(self, suite: Suite, raw: bytes) -> None:
        """Load raw bytes. Raises `ValueError` when their number is not the suite's."""
        if len(raw) != suite.private_bytes:
            raise ValueError(f"a {suite.name} private key has {suite.private_bytes} bytes")
        self.suite = suite
        self._x25519 = X25519PrivateKey.from_private_bytes(raw[-32:])
        self._mlkem = (
            MLKEM768PrivateKey.from_seed_bytes(raw[:_SEED_BYTES]) if suite is Suite.HYBRID else None
        )
        self._loaded = (
            self._x25519
            if self._mlkem is None
            else hpke.MLKEM768X25519PrivateKey(self._mlkem, self._x25519)
        )

    def __repr__(self) -> str:
        """Name the suite only."""
        return f"PrivateKey({self.suite.name})"

    @classmethod
    def generate(cls, suite: Suite = DEFAULT) -> Self:
        """Make a new key from the operating system's randomness."""
        raw = X25519PrivateKey.generate().private_bytes_raw()
        if suite is Suite.HYBRID:
            raw = MLKEM768PrivateKey.generate().private_bytes_raw() + raw
        return cls(suite, raw)

    def public(self) -> PublicKey:
        """Give the public half."""
        raw = self._x25519.public_key().public_bytes_raw()
        if self._mlkem is not None:
            raw = self._mlkem.public_key().public_bytes_raw() + raw
        return PublicKey(self.suite, raw)

    def encode(self) -> bytes:
        """Give the suite and the raw key. Whoever sees these bytes opens every envelope."""
        raw = self._x25519.private_bytes_raw()
        if self._mlkem is not None:
            raw = self._mlkem.private_bytes_raw() + raw
        return bytes([self.suite]) + raw

    @classmethod
    def decode(cls, encoded: bytes) -> Self:
        """Read what `encode` wrote. Raises `ValueError` for anything else."""
        return cls(Suite(encoded[0] if encoded else 0), encoded[1:])

    def loaded(self) -> X25519PrivateKey | hpke.MLKEM768X25519PrivateKey:
        """Give the library's own form of the key."""
        return self._loaded


def open_envelope(private: PrivateKey, envelope: Stored, context: Context) -> bytes:
    """Open what `sealing.seal_to` made for this key and this context.

    Raises `CannotOpen` for any other key, context or suite, and for anything altered.
    """
    envelope = bytes(envelope)
    suite = suite_of(envelope)
    if suite is not private.suite:
        raise CannotOpen("the envelope was sealed under another suite than this key's")
    try:
        return suite.algorithms.decrypt(
            envelope[1:], private.loaded(), envelope_info(suite, context)
        )
    except (InvalidTag, ValueError):
        raise CannotOpen("the envelope does not open") from None

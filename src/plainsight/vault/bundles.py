"""What a member and a team hold in private: an opening key and a signing key together.

A member's bundle is sealed under what only the member has (passphrase, passkey); a team's
is sealed to each member's public key. Both are plain bytes here, so nothing on the public
side may import this module.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Self
from uuid import UUID

from plainsight.vault.box import seal, unseal
from plainsight.vault.context import Context, Stored
from plainsight.vault.derive import derive
from plainsight.vault.opening import PrivateKey
from plainsight.vault.signing import SEED_BYTES, SigningKey

_FORMAT = b"\x01"


@dataclass(frozen=True, repr=False)
class Bundle:
    """An opening key (HPKE) and a signing key (Ed25519) of one holder."""

    private: PrivateKey
    signing: SigningKey

    @classmethod
    def generate(cls) -> Self:
        """Make both keys anew, in the default suite."""
        return cls(PrivateKey.generate(), SigningKey.generate())

    def encode(self) -> bytes:
        """Give the format byte, the signing seed and the encoded opening key."""
        return _FORMAT + self.signing.seed + self.private.encode()

    def public_halves(self) -> tuple[bytes, bytes]:
        """Give the encoded public key to seal to, and the key that verifies signatures."""
        return self.private.public().encode(), self.signing.verify_key

    @classmethod
    def decode(cls, encoded: bytes) -> Self:
        """Read what `encode` wrote. Raises `ValueError` for anything else."""
        if encoded[:1] != _FORMAT:
            raise ValueError("not a bundle of keys")
        seed, private = encoded[1 : 1 + SEED_BYTES], encoded[1 + SEED_BYTES :]
        return cls(PrivateKey.decode(private), SigningKey(seed))


class MemberSecret(Bundle):
    """The private keys of one member."""


class TeamSecret(Bundle):
    """The private keys of the team, shared by its members."""

    @cached_property
    def wrapping_key(self) -> bytes:
        """The symmetric key that record keys are re-wrapped to on first opening."""
        return derive(self.encode(), "team wrapping key")

    def wrapped(self, kind: str, record: UUID, key: bytes) -> bytes:
        """Wrap a record's data key under the wrapping key."""
        return seal(self.wrapping_key, key, Context(kind, record, "wrapped key"))

    def unwrapped(self, kind: str, record: UUID, wrapped: Stored) -> bytes:
        """Open what `wrapped` gave. Raises `CannotOpen` for any other team, kind or record."""
        return unseal(self.wrapping_key, wrapped, Context(kind, record, "wrapped key"))

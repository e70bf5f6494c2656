"""Sealing to a public key. Nothing here can open anything: the public site needs no more.

An envelope is made for short secrets (a data key): it is not padded, so its length is that
of its content. Whoever holds a public key can make one; an envelope says who may read it,
never who wrote it.
"""

from functools import lru_cache

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from plainsight.vault.context import Context
from plainsight.vault.envelope import MLKEM_PUBLIC_BYTES, PublicKey, Suite

_LABEL = b"plainsight.envelope.1\0"


def seal_to(public: PublicKey, secret: bytes, context: Context) -> bytes:
    """Give an envelope that only the holder of the private key opens, for this context only.

    The context goes into HPKE's `info` (the library's interface takes no associated data).
    Raises `ValueError` when `public` is not a usable key.
    """
    sealed = public.suite.algorithms.encrypt(
        secret, _loaded(public), envelope_info(public.suite, context)
    )
    return bytes([public.suite]) + sealed


def envelope_info(suite: Suite, context: Context) -> bytes:
    """Give HPKE's `info` for an envelope: our label, the suite and the context."""
    return _LABEL + bytes([suite]) + context.encode()


@lru_cache(maxsize=64)
def _loaded(public: PublicKey) -> X25519PublicKey | hpke.MLKEM768X25519PublicKey:
    if public.suite is Suite.X25519:
        return X25519PublicKey.from_public_bytes(public.raw)
    return hpke.MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public.raw[:MLKEM_PUBLIC_BYTES]),
        X25519PublicKey.from_public_bytes(public.raw[MLKEM_PUBLIC_BYTES:]),
    )

"""A sealed text under a symmetric key: ChaCha20-Poly1305 (RFC 8439), padded.

Layout: format (1 byte), nonce (12 bytes, random), ciphertext, tag (16 bytes). Random
nonces are safe for some four billion seals under one key; the busiest key here, a team's
wrapping key, seals one short value for each record.
"""

import os
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from plainsight.vault.context import Context, Stored
from plainsight.vault.errors import CannotOpen
from plainsight.vault.padding import pad, unpad

KEY_BYTES = 32
_FORMAT = b"\x01"
_NONCE_BYTES = 12
_TAG_BYTES = 16
_OVERHEAD = len(_FORMAT) + _NONCE_BYTES + _TAG_BYTES


def new_key() -> bytes:
    """Give 32 random bytes from the operating system."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plaintext: bytes, context: Context) -> bytes:
    """Seal `plaintext` under a 32-byte key for exactly this context.

    The result is 29 bytes longer than the text's size class (`padding.size_class`).
    """
    nonce = os.urandom(_NONCE_BYTES)
    sealed = ChaCha20Poly1305(key).encrypt(nonce, pad(plaintext), _FORMAT + context.encode())
    return _FORMAT + nonce + sealed


def unseal(key: bytes, sealed: Stored, context: Context) -> bytes:
    """Open what `seal` made.

    Raises `CannotOpen` for another key or context, and for anything cut or altered.
    """
    sealed = bytes(sealed)
    if len(sealed) < _OVERHEAD or sealed[:1] != _FORMAT:
        raise CannotOpen("not a sealed text")
    nonce = sealed[1 : 1 + _NONCE_BYTES]
    try:
        padded = ChaCha20Poly1305(key).decrypt(
            nonce, sealed[1 + _NONCE_BYTES :], _FORMAT + context.encode()
        )
    except InvalidTag:
        raise CannotOpen("the sealed text does not open") from None
    return unpad(padded)

"""One key from another: HKDF-SHA256 (RFC 5869), with the purpose in its `info`."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LABEL = b"plainsight.derive.1\0"
_LENGTH = 32
_SHORTEST_KEY = 12


def derive(key: bytes, purpose: str, *, salt: bytes = b"") -> bytes:
    """Give the 32-byte key for one purpose.

    `key` must carry the strength already (random bytes, or Argon2id's output). Different
    purposes or salts give unrelated keys; none leads back to `key`. Raises `ValueError` for
    an empty purpose or a key shorter than 12 bytes.
    """
    if not purpose:
        raise ValueError("name the purpose of a derived key")
    if len(key) < _SHORTEST_KEY:
        raise ValueError(f"a key to derive from has at least {_SHORTEST_KEY} bytes")
    return hkdf(key, salt=salt, info=_LABEL + purpose.encode(), length=_LENGTH)


def hkdf(key: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    """Run HKDF-SHA256 as RFC 5869 has it; `length` in bytes. Prefer `derive`."""
    return HKDF(algorithm=SHA256(), length=length, salt=salt or None, info=info).derive(key)

"""Return codes: what a reporter keeps to come back by.

One hundred random bits in Crockford base32, as five groups of four. That is enough for the
code to need no slow hash: it is found by HMAC under a key that only the public side has, and
it opens its conversation's key through HKDF. It is not a key to the report.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from hashlib import sha256
from uuid import UUID

from plainsight.vault.derive import derive

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
_FORGIVEN = str.maketrans("OIL", "011")


def new_code() -> str:
    """Return a new code as twenty characters without its hyphens."""
    bits = secrets.randbits(LENGTH * 5)
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in range(LENGTH))


def spell(code: str) -> str:
    """Return the code as people see it: five groups of four with hyphens."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def parse(typed: str) -> str | None:
    """Return the code that somebody typed, or None when it cannot be one.

    Spaces, dashes and case do not matter; O is read as 0, I and L as 1, as Crockford's
    base32 says; wide forms of letters and digits are taken for their plain ones.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(letter for letter in plain if letter.isalnum()).translate(_FORGIVEN)
    if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
        return None
    return code


def locator(code: str, code_key: bytes) -> bytes:
    """Return the 32 bytes by which the database finds the code's conversation."""
    return hmac.digest(code_key, b"return code\0" + code.encode("ascii"), sha256)


def wrapping_key(code: str, code_key: bytes, conversation: UUID) -> bytes:
    """Return the key under which the conversation's key is wrapped to its code.

    The salt is keyed, so a dump without the server's key allows no guess at a code; it differs
    from what `locator` authenticates, so a stored locator is no step towards this key.
    """
    salt = hmac.digest(code_key, b"return code salt\0" + conversation.bytes, sha256)
    return derive(code.encode("ascii"), "return code wrap", salt=salt)

"""Keys as text, to print on paper or keep in a file: what a custodian is handed.

Base32 without letters that look alike, in groups of five, with a checksum, under a heading
that says which half it is. Case, spaces and line ends do not matter when it is read back.
"""

import hashlib
import textwrap
from base64 import b32decode, b32encode

from plainsight.vault.envelope import PublicKey
from plainsight.vault.opening import PrivateKey

_PRIVATE = "PLAINSIGHT PRIVATE KEY"
_PUBLIC = "PLAINSIGHT PUBLIC KEY"
_CHECK_BYTES = 5
_RFC, _OURS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WRITE, _READ = str.maketrans(_RFC, _OURS), str.maketrans(_OURS + "OIL", _RFC + "ABB")
_LINE = 60


def private_text(key: PrivateKey) -> str:
    """Give a private key as text. Whoever reads it holds the key."""
    return _text(_PRIVATE, key.encode())


def public_text(key: PublicKey) -> str:
    """Give a public key as text."""
    return _text(_PUBLIC, key.encode())


def read_private(text: str) -> PrivateKey:
    """Read what `private_text` gave. Raises `ValueError`, which says what is amiss."""
    return PrivateKey.decode(_bytes(_PRIVATE, text))


def read_public(text: str) -> PublicKey:
    """Read what `public_text` gave. Raises `ValueError`, which says what is amiss."""
    return PublicKey.parse(_bytes(_PUBLIC, text))


def _text(heading: str, encoded: bytes) -> str:
    checked = encoded + _checksum(heading, encoded)
    letters = b32encode(checked).decode().rstrip("=").translate(_WRITE)
    groups = " ".join(textwrap.wrap(letters, 5))
    return "\n".join([heading, *textwrap.wrap(groups, _LINE)]) + "\n"


def _bytes(heading: str, text: str) -> bytes:
    first, _, rest = text.strip().partition("\n")
    if " ".join(first.upper().split()) != heading:
        raise ValueError(f"the text does not begin with the line {heading}")
    letters = "".join(rest.upper().split()).translate(_READ)
    try:
        checked = b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raise ValueError("a letter of the key is wrong, or some are missing") from None
    encoded, checksum = checked[:-_CHECK_BYTES], checked[-_CHECK_BYTES:]
    if checksum != _checksum(heading, encoded):
        raise ValueError("the key's checksum differs: a letter was misread")
    return encoded


def _checksum(heading: str, encoded: bytes) -> bytes:
    return hashlib.sha256(heading.encode() + encoded).digest()[:_CHECK_BYTES]

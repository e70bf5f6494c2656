"""What a sealed value is for, in bytes that have exactly one reading.

The context is authenticated with every seal (as associated data, or as HPKE's `info`), so a
value moved to another row, field or version no longer opens.
"""

from dataclasses import dataclass
from uuid import UUID

Stored = bytes | memoryview
"""Bytes as they come, which from a database may be a view of them."""

_LABEL = b"plainsight.context.1"
_LENGTH_BYTES = 2


@dataclass(frozen=True, slots=True)
class Context:
    """The record, field and version that a sealed value belongs to.

    `kind` is the sort of record ("report"), `record` its id, `field` the part of it
    ("body"), `version` the revision of that part, from 1.
    """

    kind: str
    record: UUID
    field: str
    version: int = 1

    def encode(self) -> bytes:
        """Give the canonical bytes: every part preceded by its length.

        Raises `ValueError` when a part is too long or the version is not in 1..2**32-1.
        """
        if not 1 <= self.version < 2**32:
            raise ValueError("a context's version is a whole number from 1")
        return encode_parts(
            _LABEL,
            self.kind.encode(),
            self.record.bytes,
            self.field.encode(),
            self.version.to_bytes(4, "big"),
        )


def encode_parts(*parts: bytes) -> bytes:
    """Join parts, each preceded by its length, so that no two lists give the same bytes.

    Raises `ValueError` for a part of 65,536 bytes or more.
    """
    encoded = bytearray()
    for part in parts:
        if len(part) >= 2 ** (8 * _LENGTH_BYTES):
            raise ValueError("a context's part is at most 65,535 bytes long")
        encoded += len(part).to_bytes(_LENGTH_BYTES, "big") + part
    return bytes(encoded)

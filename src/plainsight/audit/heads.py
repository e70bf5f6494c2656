"""A head: one signed line that says which entries of the log stood, and their digest.

The statement is the canonical form: what is hashed, signed, kept in the database and copied
outside is the very same line, so anybody can check it with sha256sum and openssl.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

START = "0" * 64  # what the first head names as the one before it
FORM = re.compile(
    r"plainsight-head/1 seq=(?P<seq>\d+) resumes=(?P<resumes>\d+) "
    r"from=(?P<from_era>\d+)\.(?P<from_xid>\d+) to=(?P<to_era>\d+)\.(?P<to_xid>\d+) "
    r"rows=(?P<rows>\d+) digest=(?P<digest>[0-9a-f]{64}) "
    r"at=(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})Z "
    r"previous=(?P<previous>[0-9a-f]{64}) signer=(?P<signer>[0-9a-f]{16})"
)


class BadHead(Exception):
    """A line is no head; the message says what is wrong with it."""


@dataclass(frozen=True, order=True)
class Place:
    """A place in the order of the log: an entry's era and transaction."""

    era: int
    xid: int


@dataclass(frozen=True)
class Head:
    """What one checkpoint states about the entries from one place up to, not with, another.

    `resumes` is the head whose end this range begins at: the one before, except after a restore,
    when the heads between are those of entries that the restored copy no longer has. `digest` is
    SHA-256 over the entries' canonical lines (see `audit.entries`), in hexadecimal.
    """

    seq: int
    resumes: int
    start: Place
    end: Place
    rows: int
    digest: str
    at: datetime
    previous: str
    signer: str

    def statement(self) -> str:
        """Return the canonical line."""
        return (
            f"plainsight-head/1 seq={self.seq} resumes={self.resumes} "
            f"from={self.start.era}.{self.start.xid} to={self.end.era}.{self.end.xid} "
            f"rows={self.rows} digest={self.digest} "
            f"at={self.at.astimezone(UTC).isoformat(timespec='microseconds')[:-6]}Z "
            f"previous={self.previous} signer={self.signer}"
        )

    def hash(self) -> str:
        """Return SHA-256 of the statement, by which the next head names this one."""
        return hashlib.sha256(self.statement().encode()).hexdigest()


@dataclass(frozen=True)
class SignedHead:
    """A head and the Ed25519 signature over its statement, in hexadecimal."""

    head: Head
    signature: str

    def line(self) -> str:
        """Return the line of the heads file, with its end."""
        return f"{self.head.statement()} {self.signature}\n"


def parse(line: str) -> SignedHead:
    """Read a line of the heads file; raises BadHead for anything but the canonical form."""
    statement, _, signature = line.removesuffix("\n").rpartition(" ")
    found = FORM.fullmatch(statement)
    if not found or not re.fullmatch(r"[0-9a-f]{128}", signature):
        raise BadHead("it is not written as a head is")
    said = found.groupdict()
    try:
        at = datetime.fromisoformat(said["at"]).replace(tzinfo=UTC)
    except ValueError:
        raise BadHead("its time is none") from None
    head = Head(
        seq=int(said["seq"]),
        resumes=int(said["resumes"]),
        start=Place(int(said["from_era"]), int(said["from_xid"])),
        end=Place(int(said["to_era"]), int(said["to_xid"])),
        rows=int(said["rows"]),
        digest=said["digest"],
        at=at,
        previous=said["previous"],
        signer=said["signer"],
    )
    if head.statement() != statement:
        raise BadHead("it is not written as a head is")
    return SignedHead(head, signature)


class Signer:
    """Holds the checkpoint key. Only the checkpoint process makes one."""

    def __init__(self, seed: bytes) -> None:
        """Take the 32 bytes of the Ed25519 seed."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()

    @property
    def name(self) -> str:
        """Return the key's short name, as heads carry it."""
        return name_of(self.public)

    def sign(self, head: Head) -> SignedHead:
        """Return the head with its signature."""
        return SignedHead(head, self._key.sign(head.statement().encode()).hex())


def name_of(public: bytes) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a raw public key."""
    return hashlib.sha256(public).hexdigest()[:16]


class Trusted:
    """The public keys whose signatures count: one, or several after a change of key."""

    def __init__(self, *publics: bytes) -> None:
        """Take raw Ed25519 public keys of 32 bytes."""
        self._keys = {name_of(raw): Ed25519PublicKey.from_public_bytes(raw) for raw in publics}

    def signed(self, signed: SignedHead) -> bool:
        """Say whether a trusted key made the signature."""
        key = self._keys.get(signed.head.signer)
        if key is None:
            return False
        try:
            key.verify(bytes.fromhex(signed.signature), signed.head.statement().encode())
        except InvalidSignature:
            return False
        return True

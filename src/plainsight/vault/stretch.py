"""A passphrase made into a key: Argon2id (RFC 9106), then the desk-only secret.

The secret is outside the database and its backups, so a stolen dump allows no guessing at
all. Argon2id is for the day when both are stolen. It takes 64 MiB each time, so only a few
run at once; the rest wait a little and are then refused, rather than eat the memory.
"""

import threading
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any, Self

from argon2.low_level import Type, hash_secret_raw

from plainsight.vault.errors import TooBusy
from plainsight.vault.keepers import KeyKeeper

SALT_BYTES = 16
AT_ONCE = 2
"""How many stretches one process runs at the same time."""

WAIT_S = 15.0
"""How long, in seconds, a further one waits for its turn."""

_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one stretch costs; kept beside each wrapped key, so that it may be raised later.

    The default is the second recommendation of RFC 9106, section 4.
    """

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 4

    def stored(self) -> dict[str, int]:
        """Give the cost as JSON keeps it."""
        return asdict(self)

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        """Read what `stored` gave."""
        return cls(**{name: int(value) for name, value in stored.items()})


def stretch(passphrase: str, salt: bytes, *, keeper: KeyKeeper, cost: Cost) -> bytes:
    """Give the 32-byte key that this passphrase, salt and keeper make.

    The passphrase is normalised (NFKC), so that keyboards which write the same letter in
    different ways agree. Raises `TooBusy` when no turn comes within `WAIT_S`.
    """
    if not _turns.acquire(timeout=WAIT_S):
        raise TooBusy("too many unlocks at once")
    try:
        stretched = hash_secret_raw(
            unicodedata.normalize("NFKC", passphrase).encode(),
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=32,
            type=Type.ID,
        )
    finally:
        _turns.release()
    return keeper.mix("passphrase", stretched)

"""How much one request, and all of them together, may take. Sizes in bytes, times in seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass

MEGABYTE = 1_000_000

# Paths that take files, in each zone; a language may stand before them.
UPLOADS: dict[str, re.Pattern[str]] = {
    "public": re.compile(r"(/[a-z]{2,3}(-[a-z]{2,4})?)?/[cmr]/f/"),
    "desk": re.compile(r"/enter/[a-z0-9]+/"),
}


@dataclass(frozen=True)
class Limits:
    """The limits of one process. The defaults are for a machine with 1 GB for the zone."""

    form_bytes: int = 1 * MEGABYTE
    upload_bytes: int = 110 * MEGABYTE
    in_memory_bytes: int = 256_000  # of one body, before it goes to the spool
    memory_bytes: int = 32 * MEGABYTE  # of all bodies; past it bodies go to the spool earlier
    spool_bytes: int = 2_000 * MEGABYTE  # of all bodies; past it a body is refused
    receiving: int = 2_000  # half-received bodies at once
    waiting: int = 400  # requests in the pool or waiting for it
    idle_s: float = 30.0  # between two pieces of a body
    evictable_s: float = 5.0  # silent for so long, a body gives its place to a newcomer
    form_s: float = 15 * 60.0  # for a whole form
    upload_s: float = 60 * 60.0  # for a whole upload
    unread_s: float = 60.0  # an answer that nobody takes is dropped
    stopping_s: float = 2.0  # for half-received bodies once the server stops
    uploads: re.Pattern[str] | None = None

    def takes_files(self, path: str) -> bool:
        """Say whether `path` is one that takes uploads."""
        return self.uploads is not None and self.uploads.fullmatch(path) is not None

    def largest(self, path: str) -> int:
        """Return the most bytes that a body sent to `path` may have."""
        return self.upload_bytes if self.takes_files(path) else self.form_bytes

    def longest(self, path: str) -> float:
        """Return the most seconds that a body sent to `path` may take."""
        return self.upload_s if self.takes_files(path) else self.form_s

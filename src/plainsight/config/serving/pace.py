"""How fast forms may come: for each network, and for the whole site. Slower than that they wait.

Each limit is a bucket of `at_once` forms that fills again at `per_s`. A form that finds it empty
waits its turn; the turn moves on with each that waits, so the wait grows with the flood and not
with the people. These are limits of one process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LONGEST_S = 10.0
"""Nobody waits longer for a turn."""

MOST_KNOWN = 100_000
"""As many networks are remembered; past it those that are not waiting are forgotten."""


@dataclass(frozen=True)
class Rate:
    """One bucket's size and flow."""

    at_once: int
    per_s: float


@dataclass(frozen=True)
class Pace:
    """The rates of one kind of form."""

    network: Rate
    site: Rate


PACES: Mapping[str, Pace] = MappingProxyType(
    {
        "code": Pace(network=Rate(60, 2), site=Rate(300, 30)),
        "files": Pace(network=Rate(120, 3), site=Rate(400, 40)),
        "form": Pace(network=Rate(500, 5), site=Rate(3_000, 600)),
    }
)
"""A return code may be guessed wherever one can be typed: everywhere below /m/, an
interpreter's at /c/i/."""

_LANGUAGE = r"(/[a-z]{2,3}(-[a-z]{2,4})?)?"
_KINDS = (
    (re.compile(_LANGUAGE + r"/leave/"), ""),
    (re.compile(_LANGUAGE + r"/[cmr]/f/"), "files"),
    (re.compile(_LANGUAGE + r"/(m/.*|c/i/)"), "code"),
)


def kind(method: str, path: str) -> str:
    """Return which pace a request keeps; nothing for what is never slowed."""
    if method != "POST":
        return ""
    return next((name for pattern, name in _KINDS if pattern.fullmatch(path)), "form")


@dataclass
class Turns:
    """The buckets of one rate, by any key: each is the time at which it will be full again."""

    rate: Rate
    clock: Callable[[], float]
    _full: dict[bytes, float] = field(default_factory=dict)

    def wait(self, key: bytes = b"") -> float | None:
        """Take a turn and return the seconds until it; None, and none is taken, if too long."""
        now = self.clock()
        full = max(self._full.get(key, now), now)
        seconds = max(0.0, full - now - (self.rate.at_once - 1) / self.rate.per_s)
        if seconds > LONGEST_S:
            return None
        if len(self._full) >= MOST_KNOWN:
            self._full = {known: till for known, till in self._full.items() if till > now}
        self._full[key] = full + 1 / self.rate.per_s
        return seconds

    def forget(self) -> None:
        """Empty the memory of all."""
        self._full.clear()

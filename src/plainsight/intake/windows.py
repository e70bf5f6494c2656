"""The times at which a reporter can be reached: a few plain windows of the week, as codes.

They are in the force's own time (Europe/London by the settings), whatever the season. Bank
holidays are not guessed: on one, a weekday is a weekday.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from django.utils import timezone

SATURDAY = 5


class Reach(StrEnum):
    """How a moment stands to somebody's windows; the value stands in the log."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class Window:
    """Some hours of some days: from `begins` until `ends`, both whole hours of the local day."""

    is_weekend: bool
    begins: int
    ends: int

    def holds(self, local: datetime) -> bool:
        """Say whether a local time lies in it."""
        is_weekend = local.weekday() >= SATURDAY
        return is_weekend is self.is_weekend and self.begins <= local.hour < self.ends


ANY = "any"
WINDOWS: Mapping[str, Window] = MappingProxyType(
    {
        "week_day": Window(is_weekend=False, begins=8, ends=18),
        "week_evening": Window(is_weekend=False, begins=18, ends=22),
        "weekend_day": Window(is_weekend=True, begins=8, ends=18),
        "weekend_evening": Window(is_weekend=True, begins=18, ends=22),
    }
)
CODES = (*WINDOWS, ANY)
"""Every code that a reporter may choose, in the order in which they are asked."""


def reach(windows: Collection[str], at: datetime) -> Reach:
    """Say how a moment stands to the windows that somebody chose.

    Codes that are not known open nothing: who chose only such ones is never inside.
    """
    if not windows:
        return Reach.UNSAID
    local = timezone.localtime(at)
    chosen = [WINDOWS[code] for code in windows if code in WINDOWS]
    if ANY in windows or any(window.holds(local) for window in chosen):
        return Reach.INSIDE
    return Reach.OUTSIDE

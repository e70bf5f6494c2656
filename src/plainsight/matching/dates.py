"""Dates of birth that are half known, and the two ways they are commonly wrong.

Day and month change places between forms of different countries. And 1 January is what a clerk
enters who knows only the year: it counts as a year, not as a day.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace

from plainsight.matching.normalise import digits_to_ascii, fold

EARLIEST, LATEST = 1900, 2100
PIVOT = 30
"""A year of two digits up to this one lies in this century, a later one in the last."""
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if number}
_MONTH = r"(?P<name>[a-z]{3,9})"
_NAMED = (
    re.compile(rf"(?P<day>\w{{1,2}}?)(?:st|nd|rd|th)? (?:of )?{_MONTH} (?P<year>\d{{4}}|\d\d)"),
    re.compile(rf"(?P<day>){_MONTH} (?P<year>\d{{4}})"),
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<year>\d{{4}})"),
)
_NUMBERED = re.compile(r"(?P<a>\w{1,2}) (?P<b>\w{1,2}) (?P<year>\d{4}|\d\d)")
_MONTH_AND_YEAR = re.compile(r"(?P<b>\w{1,2}) (?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})(?: (?P<b>\w{1,2})(?: (?P<a>\w{1,2}))?)?")
_PACKED = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<b>\d\d)(?P<a>\d\d)")
_MONTHS_A_YEAR, _A_CENTURY = 12, 100


@dataclass(frozen=True, slots=True, order=True)
class HalfDate:
    """A date of which the day, the month or the year may be unknown (None)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether year, month and day are all known."""
        return None not in (self.year, self.month, self.day)

    @property
    def is_first_of_january(self) -> bool:
        """Whether it may only stand for a year, because it is 1 January."""
        return (self.month, self.day) == (1, 1)

    @property
    def swapped(self) -> HalfDate | None:
        """The date with day and month changed about; None where that is no other date."""
        if self.day is None or self.month is None or self.day == self.month:
            return None
        return replace(self, month=self.day, day=self.month) if self.day <= _MONTHS_A_YEAR else None

    @property
    def either_way(self) -> HalfDate:
        """Whichever of the date and its swapped twin is the earlier: one value for both."""
        other = self.swapped
        return self if other is None or (self.month or 0) < (other.month or 0) else other


def born(year: int | None, month: int | None = None, day: int | None = None) -> HalfDate | None:
    """Return the date of the parts that can be true, or None when none can.

    A month past twelve with a day that could be one is taken for the day; a day that its month does
    not have is left out.
    """
    known_year = year if year is not None and EARLIEST <= year <= LATEST else None
    if month and day and month > _MONTHS_A_YEAR >= day:
        month, day = day, month
    known_month = month if month is not None and 1 <= month <= _MONTHS_A_YEAR else None
    longest = calendar.monthrange(known_year or 2000, known_month)[1] if known_month else 0
    known_day = day if day is not None and 1 <= day <= longest else None
    if (known_year, known_month) == (None, None):
        return None
    return HalfDate(known_year, known_month, known_day)


def half_date(text: str) -> HalfDate | None:
    """Return the date in `text`, day before month as in the United Kingdom; otherwise None.

    Read are 12/03/1990, 12.3.90, 12 March 1990, Mar 12 1990, 1990-03-12, 19900312, 03/1990, March
    1990 and 1990, in the digits of any script. An unknown part may be written 00, x, xx or ?.
    A year of two digits is read only where day and month stand beside it.
    """
    plain = fold(digits_to_ascii(text).replace("?", "x"))
    for shape in (_PACKED, _ISO, _MONTH_AND_YEAR, _NUMBERED):
        if found := shape.fullmatch(plain):
            parts = found.groupdict()
            read = born(_year(parts["year"]), _number(parts["b"]), _number(parts.get("a")))
            return read if read and read.year else None
    for shape in _NAMED:
        found = shape.fullmatch(plain)
        month = _MONTHS.get(found["name"][:3]) if found else None
        if found and month:
            read = born(_year(found["year"]), month, _number(found["day"]))
            return read if read and read.year else None
    return None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _year(text: str) -> int:
    number = int(text)
    if number >= _A_CENTURY:
        return number
    return 2000 + number if number <= PIVOT else 1900 + number

"""What may be entities in a text: found by form alone, for a person to accept, change or drop.

Nothing is decided here and nothing is kept. Numbers are of the forms that are in use in the United
Kingdom; what is found twice at one place is given to the surer kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
TRADES = (
    "Hand Car Wash|Car Wash|Nail Bar|Nails|Restaurant|Takeaway|Farm|Barbers|Barber Shop|Massage|"
    "Recycling|Cleaning|Builders|Construction|Roofing|Tarmac|Poultry|Laundry|Spa|Salon"
)


@dataclass(frozen=True)
class Draft:
    """Something found: its kind, as it was written, and as it would be kept; from where to where.

    `kind` is phone, vrm, postcode, email, link, account, date, money, business or ni_number.
    """

    kind: str
    text: str
    value: str
    start: int
    end: int


def draft(text: str) -> list[Draft]:
    """Return what may be entities in a text, in its order, none over another."""
    taken: list[Draft] = []
    for one in _all(text):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


def _all(text: str) -> Iterator[Draft]:
    for kind, pattern, kept in _KINDS:
        for found in pattern.finditer(text):
            value = kept(found[0])
            if value:
                yield Draft(kind, found[0], value, found.start(), found.end())


def phone(written: str) -> str:
    """Return a number as +44…, or as it was dialled abroad; empty for what is none."""
    plain = re.sub(r"\(0\)|[^\d+]", "", written)
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    if plain.startswith("0"):
        plain = f"+44{plain[1:]}"
    is_british = re.fullmatch(r"\+44[1-9]\d{8,9}", plain)
    is_foreign = not plain.startswith("+44") and re.fullmatch(r"\+[1-9]\d{7,14}", plain)
    return plain if is_british or is_foreign else ""


def _squeezed(written: str) -> str:
    return re.sub(r"\s+", "", written).upper()


def _postcode(written: str) -> str:
    plain = _squeezed(written)
    return f"{plain[:-3]} {plain[-3:]}"


def _date(written: str) -> str:
    """Return the day as YYYY-MM-DD, day before month as in Britain; empty for no such day."""
    digits = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})", written)
    words = re.fullmatch(rf"(?i)(\d{{1,2}})(?:st|nd|rd|th)? ({MONTHS})\w* (\d{{4}})", written)
    found = digits or words
    if found is None:
        return ""
    day, month, year = int(found[1]), found[2], int(found[3])
    number = int(month) if month.isdigit() else MONTHS.split("|").index(month.lower()[:3]) + 1
    year += 2000 if year < 100 else 0  # noqa: PLR2004 (a year of two digits)
    is_day = 1 <= number <= 12 and 1 <= day <= _LENGTHS[number - 1]  # noqa: PLR2004 (months)
    return f"{year:04d}-{number:02d}-{day:02d}" if is_day else ""


def _same(written: str) -> str:
    return written.strip()


_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), str.lower),
    (
        "link",
        re.compile(
            r"(?i)\bhttps?://[^\s<>\"]+[^\s<>\".,;)]"
            r"|\bwww\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\".,;)]*)?"
            r"|\b(?:[\w-]+\.)+(?:co\.uk|com|org|net|info|biz)\b(?:/[^\s<>\".,;)]*)?"
        ),
        _same,
    ),
    ("account", re.compile(r"(?<![\w@.])@[A-Za-z0-9_.]{2,30}(?<!\.)"), _same),
    (
        "ni_number",
        re.compile(
            r"(?i)\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
            r" ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
        ),
        _squeezed,
    ),
    ("phone", re.compile(r"(?<![\w+])(?:\+|00|\(?0)\d(?:[\d ()-]{6,16})\d\b"), phone),
    (
        "date",
        re.compile(
            rf"(?i)\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})\b"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})\w* \d{{4}}\b"
        ),
        _date,
    ),
    ("money", re.compile(r"(?i)£ ?\d[\d,]*(?:\.\d\d)?k?\b|\b\d[\d,]* ?(?:quid|pounds)\b"), _same),
    (
        "postcode",
        re.compile(
            r"(?i)\b[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])"
            r" ?\d[ABD-HJLNP-UW-Z]{2}\b"
        ),
        _postcode,
    ),
    (
        "vrm",
        re.compile(
            r"(?i)\b[A-HJ-PR-Y]{2}(?:0[1-9]|[1-9]\d) ?[A-HJ-PR-Z]{3}\b"  # since 2001
            r"|\b[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Y]{3}\b"  # 1983 to 2001
        ),
        _squeezed,
    ),
    (
        "business",
        re.compile(
            rf"\b(?:[A-Z][\w'\u2019&-]*,? ){{1,4}}(?:Ltd\.?|Limited|LLP|PLC|(?:{TRADES}))(?!\w)"
            rf"(?: (?:Ltd\.?|Limited|LLP))?"
        ),
        _same,
    ),
)
"""The surer kinds first."""

"""What identifies: telephone numbers, e-mail addresses and documents; plates, postcodes and dates.

Each reader takes text as somebody wrote it and returns a value object, or None where the text is
none of its kind. None of them raises on any text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from plainsight.matching.dates import HalfDate, half_date
from plainsight.matching.normalise import digits_to_ascii
from plainsight.matching.plates import Plate, plate
from plainsight.matching.postcodes import Postcode, postcode

__all__ = [
    "Document",
    "Email",
    "HalfDate",
    "Phone",
    "Plate",
    "Postcode",
    "document",
    "email",
    "half_date",
    "phone",
    "plate",
    "postcode",
]

_EXTENSION = re.compile(r"(?:ext(?:ension)?\.?|x|#)\s*\d{1,6}\s*$", re.IGNORECASE)
_NOT_DIALLED = re.compile(r"\D+")
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
# National numbers without the trunk 0: ten digits, nine in some old area codes and in 0500 and
# 0800. Numbers that begin with 4 or 6 are not in use. Source: Ofcom, National Telephone Numbering
# Plan.
_BRITISH = re.compile(r"(?:[1235789]\d{9}|1\d{8}|[58]00\d{6})")
_FOREIGN = re.compile(r"[1-9]\d{6,14}")
_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@(?:[^\W_][\w-]{0,62}\.)+[^\W\d_][\w-]{1,62}")
_DOCUMENT = re.compile(r"(?=.*\d)[A-Z0-9]{5,24}")
_UK = "44"


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number in E.164, such as +447700900123."""

    e164: str

    @property
    def is_british(self) -> bool:
        """Whether it is in the numbering plan of the United Kingdom and the Crown dependencies."""
        return self.e164.startswith("+" + _UK)


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address, lower-cased."""

    text: str

    @property
    def local(self) -> str:
        """What stands before the @."""
        return self.text.partition("@")[0]


@dataclass(frozen=True, slots=True)
class Document:
    """The number of a passport, licence, permit or share code: capitals and digits only."""

    text: str


def phone(text: str) -> Phone | None:
    """Return the number in any of the ways a UK number is written, or an international one.

    07700 900123, +44 (0)7700 900123, 0044 7700 900123, 44 7700-900-123 and 7700900123 (as a
    spreadsheet leaves it) are one number. Extensions are left out. A foreign number needs its + or
    00. Length is all that is asked of a foreign number; a numbering plan would tell more.
    """
    written = _EXTENSION.sub("", digits_to_ascii(text).strip())
    is_international = written.lstrip("( ").startswith("+")
    digits = _NOT_DIALLED.sub("", _TRUNK_ZERO.sub("", written))
    if not is_international and digits.startswith("00"):
        digits, is_international = digits[2:], True
    if digits.startswith(_UK) and (is_international or len(digits) > len("7700900123")):
        national = digits[2:].removeprefix("0")
    elif is_international:
        return Phone("+" + digits) if _FOREIGN.fullmatch(digits) else None
    else:
        national = digits.removeprefix("0")
    return Phone(f"+{_UK}{national}") if _BRITISH.fullmatch(national) else None


def email(text: str) -> Email | None:
    """Return the address lower-cased, without `mailto:` and angle brackets around it."""
    bare = unicodedata.normalize("NFKC", text).strip().lower().removeprefix("mailto:")
    bare = bare.strip("<> .,;")
    return Email(bare) if _EMAIL.fullmatch(bare) else None


def document(text: str) -> Document | None:
    """Return a document's number: five to twenty-four capitals and digits, a digit among them."""
    bare = re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", text).upper())
    return Document(bare) if _DOCUMENT.fullmatch(bare) else None

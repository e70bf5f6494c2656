"""Number plates, and the repair of lookalikes in them by position.

Only the current format of Great Britain is repaired: two letters, two digits, three letters. Where
it has a letter an 8 can only be a B; where it has a digit an O can only be a 0. A plate that
already fits is never touched: folding every lookalike would make one car of two.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SHAPE = "AA99AAA"
# Source: DVLA INF104. I and Q are nowhere in the current format, Z not in the first two letters;
# the age identifiers 00 and 01 were never issued.
_CURRENT = re.compile(r"[A-HJ-PR-Y]{2}(?!00|01)\d\d[A-HJ-PR-Z]{3}")
_ANY = re.compile(r"(?=.*\d)[A-Z0-9]{2,10}")
_NOT_PLATE = re.compile(r"[^A-Z0-9]")
_TO_LETTER = str.maketrans("0158", "OISB")
_TO_DIGIT = str.maketrans("OISB", "0158")


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate as it was written, without spaces, and as it is read after repair.

    The two differ only where a repair was made. Both are kept: A812 CDE may be a misread AB12 CDE,
    or a car of 1983.
    """

    written: str
    text: str

    @property
    def was_repaired(self) -> bool:
        """Whether a lookalike was put right."""
        return self.written != self.text

    def __str__(self) -> str:
        """Return the plate with the space where a plate of the current format has it."""
        if _CURRENT.fullmatch(self.text):
            return f"{self.text[:4]} {self.text[4:]}"
        return self.text


def plate(text: str) -> Plate | None:
    """Return the plate that `text` holds, or None when it cannot be one of any country.

    Two to ten letters and digits, one of them a digit; case, spaces and dashes do not matter.
    """
    written = _NOT_PLATE.sub("", unicodedata.normalize("NFKC", text).upper())
    if not _ANY.fullmatch(written):
        return None
    return Plate(written, _repaired(written))


def _repaired(written: str) -> str:
    if len(written) != len(_SHAPE) or _CURRENT.fullmatch(written):
        return written
    put_right = "".join(
        one.translate(_TO_LETTER if place == "A" else _TO_DIGIT)
        for one, place in zip(written, _SHAPE, strict=True)
    )
    return put_right if _CURRENT.fullmatch(put_right) else written

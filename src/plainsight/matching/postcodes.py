"""UK postcodes, spaced, and the repair of lookalikes in them by position.

A postcode ends with a digit and two letters and begins with a letter. What lies between depends on
the area, so a repair counts only when exactly one reading with the fewest changes is a postcode.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import product

# Source: Royal Mail's list of postcode areas; the letters C I K M O V never end a postcode.
_AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E "  # noqa: SIM905 (a list of words reads as one)
    "EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL "
    "LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM "
    "SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)
_POSTCODE = re.compile(r"([A-Z]{1,2})([1-9]\d?|0|\d[A-HJKMNPR-Y])(\d[ABD-HJLNP-UW-Z]{2})")
_NOT_POSTCODE = re.compile(r"[^A-Z0-9]")
_LOOKALIKES = {"0": "O", "1": "I", "5": "S", "8": "B", "O": "0", "I": "1", "S": "5", "B": "8"}
_SHORTEST, _LONGEST = 5, 7


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode with its one space, such as SW1A 2AA, and whether a lookalike was put right."""

    text: str
    was_repaired: bool = False

    @property
    def outward(self) -> str:
        """The half before the space: the district."""
        return self.text.partition(" ")[0]

    @property
    def sector(self) -> str:
        """The district and the first digit after the space."""
        return self.text[:-2]


def postcode(text: str) -> Postcode | None:
    """Return the postcode that `text` holds, spaced and if need be repaired; otherwise None."""
    written = _NOT_POSTCODE.sub("", unicodedata.normalize("NFKC", text).upper())
    if not _SHORTEST <= len(written) <= _LONGEST:
        return None
    if spaced := _spaced(written):
        return Postcode(spaced)
    readings = sorted(_readings(written))
    if not readings or (len(readings) > 1 and readings[0][0] == readings[1][0]):
        return None
    return Postcode(readings[0][1], was_repaired=True)


def _spaced(text: str) -> str | None:
    found = _POSTCODE.fullmatch(text)
    if not found or found.group(1) not in _AREAS:
        return None
    return f"{found.group(1)}{found.group(2)} {found.group(3)}"


def _readings(written: str) -> set[tuple[int, str]]:
    """Return (changes, postcode) for each way to take lookalikes for one another."""
    choices = [(one, _LOOKALIKES[one]) if one in _LOOKALIKES else (one,) for one in written]
    readings = set()
    for letters in product(*choices):
        if spaced := _spaced("".join(letters)):
            changes = sum(one != other for one, other in zip(letters, written, strict=True))
            readings.add((changes, spaced))
    return readings

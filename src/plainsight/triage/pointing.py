"""What the signs that somebody ticked point to, and why: an aid to reading, never a score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.codes.indicators import SIGNS, Sign

TYPES: dict[str, str | Promise] = {
    "labour": _("Labour exploitation"),
    "sexual": _("Sexual exploitation"),
    "criminal": _("Criminal exploitation"),
    "domestic": _("Domestic servitude"),
    "organ_removal": _("Removal of organs"),
}
_STRENGTHS = ("strong", "medium", "weak")


@dataclass(frozen=True)
class Pointing:
    """A type of exploitation, and the ticked signs that speak for it, the strongest first."""

    words: str | Promise
    signs: tuple[Sign, ...]

    @property
    def strong(self) -> int:
        """How many of them are closely tied to exploitation."""
        return sum(sign.strength == "strong" for sign in self.signs)


def pointed_to(ticked: Iterable[str]) -> list[Pointing]:
    """Return the types that ticked signs speak for, those with the most signs first.

    A sign often speaks for several types; one that speaks for all of the four common ones tells
    nothing between them, and is left out.
    """
    common = set(TYPES) - {"organ_removal"}
    known = [SIGNS[one] for one in ticked if one in SIGNS]
    telling = [sign for sign in known if not common <= set(sign.exploitation_types)]
    found = [
        Pointing(words, tuple(sorted(_of(telling, name), key=_strength)))
        for name, words in TYPES.items()
    ]
    return sorted((one for one in found if one.signs), key=lambda one: -len(one.signs))


def _of(signs: Iterable[Sign], name: str) -> list[Sign]:
    return [sign for sign in signs if name in sign.exploitation_types]


def _strength(sign: Sign) -> int:
    return _STRENGTHS.index(sign.strength) if sign.strength in _STRENGTHS else len(_STRENGTHS)

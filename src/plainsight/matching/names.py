"""Names of people and businesses, as sets of parts rather than as a first and a last name.

A Vietnamese name is written family name first and read the other way round by whoever fills in a
form; an Arabic one may bring a father's and a grandfather's. So nothing here rests on the order:
what was written as given name and as surname is kept, and the comparison may cross them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from plainsight.matching.normalise import fold, words

PARTICLES = frozenset(
    "al el ul bin ibn bint van thi von der den ter ten de da di del della dos das du la".split()  # noqa: SIM905 (a list of words reads as one)
)
"""Words that tie a name together and that some writers leave out: they are held apart.

`van` and `thi` are also what most Vietnamese names have in the middle, for men and for women: they
say no more of who somebody is. `le`, `do` and `ben` are not among them: they are surnames and given
names in their own right.
"""
TITLES = frozenset("mr mrs ms miss mx dr sir dame prof rev mister".split())  # noqa: SIM905 (as above)
_JOINING = {"o": "o", "mc": "mc", "abdul": "abdul", "abdel": "abdul", "abdal": "abdul"}
_SERVANT = "abd"
_ENDINGS = {
    *("ltd", "limited", "llp", "lp", "plc", "cic", "cio", "inc", "llc", "gmbh", "srl", "sarl"),
    *("uab", "sp", "z", "o", "oo", "spzoo", "company", "co", "uk", "group", "holdings"),
}
_TRADING = re.compile(r"\b(?:t\s*/\s*a|trading\s+as|d\s*/\s*b\s*/\s*a)\b", re.IGNORECASE)
_SYLLABLES = re.compile("[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")
_SOUNDS = (
    *(("sch", "s"), ("tch", "c"), ("dzh", "j"), ("ph", "f"), ("ck", "k"), ("kh", "h")),
    *(("gh", "g"), ("sh", "s"), ("sz", "s"), ("cz", "c"), ("ch", "c"), ("zh", "s")),
    *(("th", "t"), ("dh", "d"), ("dj", "j"), ("gj", "j"), ("xh", "j"), ("tz", "s"), ("ts", "s")),
    *(("x", "ks"), ("q", "k"), ("w", "v"), ("z", "s")),
)
_HARD_C = re.compile(r"c(?=[aourl])")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: folded words as given names, as surnames, and the particles between."""

    given: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """All words but the particles, sorted: the same whichever way round they were written."""
        return tuple(sorted(self.given + self.surnames))


def name(given: str = "", surname: str = "") -> Name:
    """Return the name that two fields of a form hold. Either may be empty; never raises."""
    first, loose = _without_particles(_joined(_untitled(words(given))))
    last, tied = _without_particles(_joined(words(surname)))
    return Name(first, last, tuple(sorted(loose + tied)))


def full_name(text: str) -> Name:
    """Return the name that one line holds, such as `Van An Nguyen` or `NGUYEN, Van An`.

    What stands before a comma, or alone in capitals, is the surname; otherwise the last word that
    is no particle; of Chinese or Korean signs without a space, the first. That is a guess, and the
    comparison treats it as one.
    """
    before, comma, after = text.partition(",")
    if comma and after.strip():
        return name(after, before)
    if _SYLLABLES.fullmatch(text.strip()):
        return name(text.strip()[1:], text.strip()[0])
    written = text.split()
    shouted = [one for one in written if len(one) > 1 and one.isupper()]
    if shouted and len(shouted) < len(written):
        return name(" ".join(one for one in written if one not in shouted), " ".join(shouted))
    parts, tied = _without_particles(_joined(_untitled(words(text))))
    return Name(parts[:-1], parts[-1:], tuple(sorted(tied)))


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Return the consonants that survive most spellings of a folded word, such as mhmd.

    A vowel at the beginning stays as `a`, other vowels go, doubled letters are single, and sounds
    that alphabets spell differently (sz and sh, w and v, kh and h, xh and j) are one letter. Where
    one consonant is left, the vowel before it stays as it is, or Ana and Ion would be one; what is
    left of a word of vowels alone is the word itself.
    """
    sounds = _HARD_C.sub("k", _DOUBLED.sub(r"\1", word))
    for spelt, sound in _SOUNDS:
        sounds = sounds.replace(spelt, sound)
    beginning, rest = sounds[:1], _VOWELS.sub("", sounds[1:].replace("y", "i"))
    if len(rest) > 1:
        beginning = _VOWELS.sub("a", beginning)
    consonants = _DOUBLED.sub(r"\1", beginning + rest)
    return consonants if len(consonants) > 1 else word


def business_name(text: str) -> str:
    """Return a business's name folded, without its legal form and what it trades as.

    `Sunrise Hand Car Wash Ltd T/A Sparkle` becomes `sunrise hand car wash`. What is left of a name
    that is all suffixes is the folded name itself; of text without letters, an empty string.
    """
    legal = fold(_DOTTED.sub(r"\1", _TRADING.split(text)[0]).replace("&", " and "))
    kept = legal.split()
    if kept[:1] == ["the"]:
        kept = kept[1:]
    while len(kept) > 1 and kept[-1] in _ENDINGS:
        kept.pop()
    return " ".join(kept) or legal


def trading_names(text: str) -> tuple[str, ...]:
    """Return every name in `A Ltd T/A B`, each as `business_name` gives it; empty ones left out."""
    return tuple(filter(None, map(business_name, _TRADING.split(text))))


def _untitled(parts: tuple[str, ...]) -> tuple[str, ...]:
    while len(parts) > 1 and parts[0] in TITLES:
        parts = parts[1:]
    return parts


def _joined(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Close up what is one name in two words: O Neil, Mc Cann, Abdul Rahman, Abd al-Rahman."""
    left, joined = list(parts), list[str]()
    while left:
        word = left.pop(0)
        if word == _SERVANT and len(left) > 1 and left[0] in PARTICLES:
            left.pop(0)
            word = "abdul"
        joined.append(_JOINING[word] + left.pop(0) if word in _JOINING and left else word)
    return tuple(joined)


def _without_particles(parts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part words from particles; a name of particles alone, such as Van, is a name."""
    kept = tuple(one for one in parts if one not in PARTICLES)
    if not kept:
        return parts, ()
    return kept, tuple(one for one in parts if one in PARTICLES)

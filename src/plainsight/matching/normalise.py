"""One alphabet for all names: lower-case letters a to z, digits and single spaces.

Cyrillic, Greek and Arabic letters are spelt in Latin ones by the small tables of `letters.json`;
they follow common passport spellings rather than scholarly ones, because passports are what an
officer reads from. Arabic script writes few vowels, so what comes of it is compared by skeleton.
The letters of all other scripts are spelt by anyascii: Chinese as in pinyin, without its tones.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Any

from anyascii import anyascii

_TABLES: dict[str, Any] = json.loads(
    (files("plainsight.matching") / "letters.json").read_text("utf-8")
)
_SINGLE = str.maketrans(
    {
        letter: spelt
        for script in ("latin", "cyrillic", "greek", "arabic")
        for letter, spelt in _TABLES[script].items()
    }
)
_PAIRS: dict[str, str] = _TABLES["pairs"]
_PAIR = re.compile("|".join(map(re.escape, _PAIRS)))
_BEGINNINGS: dict[str, str] = _TABLES["beginnings"]
_BEGINNING = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, _BEGINNINGS)) + ")")
_ARTICLE = re.compile(rf"(?<!\w){_TABLES['article']}(?=\w\w)")
# Straight, curly and modifier apostrophes, the okina, grave and acute accents that stand alone; and
# what cannot be seen: soft hyphens, joiners, marks of direction.
_UNSPOKEN = re.compile(
    "['\u2018\u2019\u201b\u02bb-\u02bf\u2032`\u00b4\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
)
_OTHER = re.compile(r"[^a-z0-9]+")
_OURS = re.compile("[\u0000-\u052f\u1e00-\u2fff]+")
"""Latin, Greek and Cyrillic with their marks, and signs: anyascii spells the rest."""
_SPOKEN_MARKS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return `text` in the one alphabet: marks and case dropped, other scripts spelt out.

    Apostrophes vanish (O'Neil becomes oneil); every other sign becomes a space. The Arabic article
    is set apart as `al`. Never raises; the answer may be empty. Folding twice changes nothing.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFKC", _UNSPOKEN.sub("", text)).casefold()
    if not text.isascii():
        text = _UNSPOKEN.sub("", unicodedata.normalize("NFC", text))
        text = _ARTICLE.sub("al ", text)
        text = _BEGINNING.sub(lambda found: _BEGINNINGS[found.group()], text)
        text = _PAIR.sub(lambda found: _PAIRS[found.group()], text).translate(_SINGLE)
        text = "".join(map(_spelt, _SPOKEN_MARKS.sub("", text)))
        text = "".join(
            one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)
        )
        # A letter that only now lost its mark, such as a barred one, may have a spelling.
        text = text.translate(_SINGLE)
    return _OTHER.sub(" ", text).strip()


def _spelt(one: str) -> str:
    """Return a letter, or a vowel's sign, of a script without a table in Latin letters."""
    if _OURS.fullmatch(one) or unicodedata.category(one)[0] not in "LM":
        return one
    return anyascii(one).lower()


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` in their order; an empty tuple when nothing is left."""
    return tuple(fold(text).split())


def digits_to_ascii(text: str) -> str:
    """Return `text` with the decimal digits of every script as 0 to 9; all else as it was."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(one, one)) for one in text)

"""What somebody looks for in sealed words, and where it was found. Pure: no seal, no database.

Letters match whatever their case and accents. Several words must all be there, in any order and
anywhere in one report; a phrase in quotation marks as it stands. What has a figure in it (a
telephone number, a number plate, a postcode) also matches however it is spaced or hyphenated. A
single word also finds what has the same English stem: "exploiting" finds "exploitation".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import snowballstemmer

MOST_TERMS = 8
SHORTEST = 2
AROUND = 60
_TERM = re.compile(r'"([^"]+)"|(\S+)')
_EDGE = " \t\r\n\"'.,;:!?()"
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True)
class Term:
    """One thing looked for: folded; without anything but letters and figures; its stem.

    `compact` is empty without a figure, `stem` for a phrase and where it is the word itself.
    """

    folded: str
    compact: str
    stem: str = ""


@dataclass(frozen=True)
class Excerpt:
    """Where a term was found: the part of the report, and the words around it."""

    part: str
    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Sought:
    """A search in its terms."""

    terms: tuple[Term, ...]

    @classmethod
    def parse(cls, typed: str) -> Sought:
        """Read what was typed. Raises ValueError when nothing is left to look for, or too much."""
        found = [fold(phrase or word).strip(_EDGE) for phrase, word in _TERM.findall(typed)]
        terms = tuple(_term(one) for one in dict.fromkeys(found) if len(one) >= SHORTEST)
        if not terms or len(terms) > MOST_TERMS:
            raise ValueError("nothing to look for, or too much")
        return cls(terms)

    def found_in(self, parts: Iterable[tuple[str, str]]) -> list[Excerpt]:
        """Return an excerpt for each term if all are there, or nothing.

        `parts` are the texts of one report, each with its name.
        """
        texts = [(name, text, fold(text)) for name, text in parts if text]
        excerpts = []
        for term in self.terms:
            excerpt = next((one for part in texts if (one := _excerpt(term, *part))), None)
            if excerpt is None:
                return []
            excerpts.append(excerpt)
        return list(dict.fromkeys(excerpts))


def fold(text: str) -> str:
    """Return a text without case and accents; a letter can become none or several."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _term(folded: str) -> Term:
    has_figure = any(letter.isdigit() for letter in folded)
    if has_figure:
        return Term(folded, _NOT_ALPHANUMERIC.sub("", folded))
    stem = _STEMMER.stemWord(folded) if folded.isalpha() and folded.isascii() else ""
    return Term(folded, "", stem if len(stem) > SHORTEST and stem != folded else "")


def _excerpt(term: Term, part: str, text: str, folded: str) -> Excerpt | None:
    if term.folded in folded:
        at = _begins(term.folded, folded)
        if at is not None:
            return _cut(part, text, folded, at, len(term.folded))
    if term.stem:
        at = _begins(term.stem, folded)
        if at is not None:
            whole = _WORD.match(folded, at)
            return _cut(part, text, folded, at, len(whole.group()) if whole else len(term.stem))
    if len(term.compact) > SHORTEST and term.compact in _NOT_ALPHANUMERIC.sub("", folded):
        loose = r"[\W_]*".join(map(re.escape, term.compact))
        hit = re.search(loose, folded)
        if hit:
            return _cut(part, text, folded, hit.start(), hit.end() - hit.start())
    return None


def _begins(term: str, folded: str) -> int | None:
    """Return where a term stands at the beginning of a word: "men" is not in "women"."""
    at = folded.find(term)
    while at > 0 and folded[at - 1].isalnum() and term[0].isalnum():
        at = folded.find(term, at + 1)
    return at if at >= 0 else None


def _cut(part: str, text: str, folded: str, at: int, length: int) -> Excerpt:
    """Return the original words around a place that was found in the folded text."""
    if len(text) != len(folded):
        at, length = _unfolded(text, at, length)
    end = at + length
    before, after = text[max(0, at - AROUND) : at], text[end : end + AROUND]
    return Excerpt(part, _lead(before, text, at), text[at:end], _trail(after, text, end))


def _unfolded(text: str, at: int, length: int) -> tuple[int, int]:
    """Return the place in the original of a place in what `fold` made of it."""
    begins, folded = 0, 0
    for index, letter in enumerate(text):
        if folded <= at:
            begins = index
        folded += len(fold(letter))
        if folded >= at + length:
            return begins, index + 1 - begins
    return begins, len(text) - begins


def _lead(before: str, text: str, at: int) -> str:
    return ("… " if at > AROUND else "") + before.lstrip() if text else ""


def _trail(after: str, text: str, end: int) -> str:
    return after.rstrip("\n") + (" …" if end + AROUND < len(text) else "")

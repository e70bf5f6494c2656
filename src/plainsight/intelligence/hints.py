"""What in a sanitised text could lead to its source. It only shows; a person decides.

The rules are those that writers of intelligence are taught: no name of the source, no first person,
no word of who or what they are, no place to stand and no minute that only they can know, no
technique. Source: College of Policing, Intelligence management (APP).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Hint:
    """Words that could lead to the source, where they stand, and why they could."""

    kind: str
    text: str
    start: int
    end: int
    why: str | Promise


def hints(sanitised: str, *, source_words: Sequence[str] = ()) -> list[Hint]:
    """Return what could lead to the source, in the order of the text, none over another.

    `source_words` are the source's own: names, numbers, addresses as they gave them. They are
    found whatever their case and accents, as whole words.
    """
    taken: list[Hint] = []
    for one in (*_own(sanitised, source_words), *_said(sanitised), *_minutes(sanitised)):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


def _own(text: str, words: Sequence[str]) -> Iterator[Hint]:
    plain = _folded(text)
    for word in words:
        wanted = _folded(word).strip(" .,;:")
        if not wanted.strip():
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain):
            yield _hint("source_name", text, found, _("The source gave this of themselves."))


def _said(text: str) -> Iterator[Hint]:
    for kind, pattern, why in _RULES:
        for found in pattern.finditer(text):
            yield _hint(kind, text, found, why)


def _minutes(text: str) -> Iterator[Hint]:
    """Give the exact times that stand in one sentence with a place."""
    for sentence in re.finditer(r"[^.!?\n]+", text):
        if not _PLACE.search(sentence[0]):
            continue
        for found in _TIME.finditer(sentence[0]):
            start = sentence.start() + found.start()
            yield Hint("exact_time", found[0], start, start + len(found[0]), _MINUTE)


def _hint(kind: str, text: str, found: re.Match[str], why: str | Promise) -> Hint:
    return Hint(kind, text[found.start() : found.end()], found.start(), found.end(), why)


def _folded(text: str) -> str:
    """Return a text in small letters without accents, each letter at its old place."""
    return "".join(
        (unicodedata.normalize("NFD", one)[0].lower() or one)[0] if one else one for one in text
    )


_MINUTE = _("Only somebody who was there at that minute knows it. Give a part of the day.")
_TIME = re.compile(r"(?i)\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]m)?\b")
_PLACE = re.compile(r"(?i)\b(?:street|road|lane|avenue|close|flat|house|shop|site|at|outside)\b")
_RULES: tuple[tuple[str, re.Pattern[str], Promise | str], ...] = (
    (
        "first_person",
        re.compile(r"\b(?:I|I'm|I've|[Mm]y|[Mm]e|[Mm]ine|[Ww]e|[Oo]ur|[Oo]urs|us)\b"),
        _("First person: the source speaks. Say it as a fact about others."),
    ),
    (
        "source_word",
        re.compile(
            r"(?i)\b(?:informants?|CHIS|sources?|callers?|our contact|"
            r"person reporting|complainant|whistle-?blowers?|tip-?offs?|witness(?:es)? told|"
            r"anonymous (?:caller|letter|report)|reported by|ex-partner|ex-wife|ex-husband|"
            r"neighbours?|flatmates?|co-?workers?|work colleagues?)\b"
        ),
        _("It says who or what the source is. Leave them out of it."),
    ),
    (
        "vantage",
        re.compile(
            r"(?i)\b(?:from (?:the|a|their|an?) (?:\w+ )?(?:window|balcony|garden|office|flat)|"
            r"could see (?:from|into|over)|lives? (?:opposite|next door|above|below)|works with|"
            r"overheard|told (?:me|us|him|her|them)|was told by|seen by|confided)\b"
        ),
        _("It says from where or how it was seen or heard: few people were there."),
    ),
    (
        "covert",
        re.compile(
            r"(?i)\b(?:surveillance|intercept(?:ed|ion)?|tracker|undercover|covert(?:ly)?|"
            r"source handler|bugged|test purchase|phone tap|cell ?site)\b|\bOperation [A-Z]\w+"
        ),
        _("A technique or an operation: it belongs into no report that is passed on."),
    ),
)

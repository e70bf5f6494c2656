"""Prepared phrases of the chat, in every language in which an operator can begin.

`phrasebook/en.toml` is the master: questions and answers with their groups. Each other file
says the same in one language, and who has reviewed it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

ORDER = ("en", "ti", "so", "sq", "vi", "ar", "ro", "zh-hans", "hi", "am", "pl")
"""The languages by need, as the public site orders them."""

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "start": "Beginning",
        "safety": "Safety now",
        "about_you": "About the person",
        "place": "The place",
        "work": "Work and money",
        "control": "Control and threats",
        "health": "Health",
        "children": "Children",
        "contact": "Contact",
        "holding": "While they wait",
        "ending": "Ending",
        "answer": "Answers",
    }
)


@dataclass(frozen=True)
class Phrase:
    """One phrase; `answers` are the codes of the answers that are offered with it."""

    code: str
    group: str
    english: str
    answers: tuple[str, ...] = ()

    @property
    def is_answer(self) -> bool:
        """Whether it is for the visitor to give."""
        return self.group == "answer"


@dataclass(frozen=True)
class Wording:
    """A phrase in one language; `review` is "unreviewed" or "reviewed"."""

    text: str
    review: str


@dataclass(frozen=True)
class Language:
    """A language: its name in itself and in English, its direction (ltr, rtl), its review."""

    code: str
    name: str
    english_name: str
    direction: str
    review: str


def phrases() -> list[Phrase]:
    """Return every phrase that an operator says, in order."""
    return [one for one in _all().values() if not one.is_answer]


def answers() -> list[Phrase]:
    """Return every answer that a visitor can give, in order."""
    return [one for one in _all().values() if one.is_answer]


def phrase_of(code: str) -> Phrase | None:
    """Return a phrase or an answer by its code, or None."""
    return _all().get(code)


def wording(code: str, language: str) -> Wording | None:
    """Return a phrase in a language; None when there is no such phrase or language."""
    phrase, book = phrase_of(code), _book(language) if language in ORDER else {}
    if phrase is None or not book:
        return None
    if language == "en":
        return Wording(phrase.english, book["review"])
    text = book["phrases"].get(code)
    review = "reviewed" if code in book.get("reviewed", {}) else book["review"]
    return Wording(text, review) if text else None


@cache
def languages() -> list[Language]:
    """Return the languages that there are phrases in, in the order of need."""
    return [
        Language(code, book["name"], book["english_name"], book["direction"], book["review"])
        for code in ORDER
        if (book := _book(code))
    ]


def language_of(code: str) -> Language | None:
    """Return a language by its code, or None."""
    return next((one for one in languages() if one.code == code), None)


@cache
def _all() -> dict[str, Phrase]:
    return {
        one["code"]: Phrase(
            one["code"], one["group"], one["english"], tuple(one.get("answers", ()))
        )
        for one in _book("en")["phrases"]
    }


@cache
def _book(language: str) -> dict[str, Any]:
    file = files("plainsight.codes") / "phrasebook" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

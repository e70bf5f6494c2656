"""Code lists as data: what changes by law and by force stands in files, never in logic.

Each list is one file in `lists/`: its `title`, its `note`, and its codes in order, each with
`code`, `words`, its `source` and how sure the source is (`status`: seen, known, design or unsure).
A code may say from and to when it is valid (`valid_from`, `valid_to`, both days included); what
else it says are facts of its list. A record keeps the code that was valid when it was written, so
a code that is over is still found by `code_of`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

_COMMON = ("code", "words", "valid_from", "valid_to")


@dataclass(frozen=True)
class Code:
    """One code of a list; `facts` is what else the list says of it."""

    code: str
    words: str
    valid_from: date | None
    valid_to: date | None
    facts: Mapping[str, Any]

    def is_valid(self, on: date) -> bool:
        """Say whether the code may be given on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )

    def __str__(self) -> str:
        """Return the words that a page shows."""
        return self.words


@cache
def codes(name: str) -> Mapping[str, Code]:
    """Return every code of a list by its code, in order. Raises FileNotFoundError for no list."""
    text = (files("plainsight.codes") / "lists" / f"{name}.toml").read_text(encoding="utf-8")
    return {one["code"]: _code(one) for one in tomllib.loads(text)["codes"]}


def valid_codes(name: str, on: date) -> list[Code]:
    """Return the codes of a list that may be given on a day, in order."""
    return [one for one in codes(name).values() if one.is_valid(on)]


def code_of(name: str, code: str) -> Code | None:
    """Return a code, valid or over; None for one that the list never had."""
    return codes(name).get(code)


def _code(one: dict[str, Any]) -> Code:
    facts = {name: value for name, value in one.items() if name not in _COMMON}
    return Code(one["code"], one["words"], one.get("valid_from"), one.get("valid_to"), facts)

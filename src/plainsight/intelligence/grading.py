"""The rules of 3x5x2, with messages that teach. Pure: nothing here reads a database.

Source: College of Policing, Intelligence management (APP), and `codes/lists/intelligence_*`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plainsight.codes.lists import Code, codes

SOURCES, ASSESSMENTS = "intelligence_sources", "intelligence_assessments"
HANDLING, PRIORITIES, MARKINGS = (
    "intelligence_handling",
    "intelligence_priorities",
    "protective_markings",
)
LEGACY = re.compile(r"[A-E][1-5][1-5]")
ABOVE = ("SECRET", "TOP SECRET", "TOP_SECRET")


@dataclass(frozen=True)
class Grades:
    """What is graded of a whole report; `action` and `sanitisation` are empty under P."""

    source: str
    handling: str
    action: str = ""
    sanitisation: str = ""
    marking: str = "official_sensitive"
    priority: str = "low"
    intelligence_on: date | None = None

    def written(self, assessment: str) -> str:
        """Return an item's grade as it is written after its sentence, such as 2BP or 1AC A1 S2."""
        conditions = "".join(f" {one}" for one in (self.action, self.sanitisation) if one)
        return f"{self.source}{assessment}{self.handling}{conditions}"


def legacy_words(legacy: str) -> list[str]:
    """Return what a 5x5x5 grading such as B24 said; its handling code has no words of its own.

    Raises ValueError for anything that is no such grading. What it is today only a person can say.
    """
    if not LEGACY.fullmatch(legacy):
        raise ValueError("a 5x5x5 grading is a letter A to E and two digits 1 to 5")
    known = codes("intelligence_5x5x5")
    handling = _("Handling code {code} of the force that graded it").format(code=legacy[2])
    return [str(known[legacy[0]]), str(known[legacy[1]]), handling]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field, and what to do about it."""

    field: str
    words: str


def handling_codes(group: str) -> list[Code]:
    """Return the codes of a group: handling, action or sanitisation."""
    return [one for one in codes(HANDLING).values() if one.facts["group"] == group]


def problems(grades: Grades, assessments: Sequence[str], *, today: date) -> list[Problem]:
    """Return all that speaks against a report's grades; an empty list lets it through."""
    return [
        *_unknown(grades),
        *_conditions(grades),
        *_assessed(assessments),
        *_dated(grades.intelligence_on, today),
    ]


def _unknown(grades: Grades) -> Iterator[Problem]:
    if grades.source not in codes(SOURCES):
        yield Problem("source", _("Evaluate the source: 1 reliable, 2 untested or 3 not reliable."))
    if grades.marking.upper() in ABOVE:
        words = _(
            "This system holds nothing above OFFICIAL-SENSITIVE. Do not write it here: tell your "
            "security officer, and use the system that is meant for it."
        )
        yield Problem("marking", words)
    elif grades.marking not in codes(MARKINGS):
        yield Problem("marking", _("Choose a protective marking."))
    if grades.priority not in codes(PRIORITIES):
        yield Problem("priority", _("Choose a priority."))


def _conditions(grades: Grades) -> Iterator[Problem]:
    known = {group: {one.code for one in handling_codes(group)} for group in _GROUPS}
    if grades.handling not in known["handling"]:
        yield Problem("handling", _("Choose a handling code: P or C."))
        return
    for field in ("action", "sanitisation"):
        given = getattr(grades, field)
        if grades.handling == "P" and given:
            words = _(
                "Conditions belong to handling code C. Choose C if sharing must be limited, or "
                "take the condition away."
            )
            yield Problem(field, words)
        elif grades.handling == "C" and given not in known[field]:
            yield Problem(field, _MISSING[field]())


def _assessed(assessments: Sequence[str]) -> Iterator[Problem]:
    if not assessments:
        yield Problem("items", _("Write at least one item. Each item says one thing."))
    wrong = [n for n, one in enumerate(assessments, 1) if one not in codes(ASSESSMENTS)]
    if wrong:
        numbers = ", ".join(str(n) for n in wrong)
        words = _("Assess each item by itself, A to E. Not assessed yet: {numbers}.")
        yield Problem("items", words.format(numbers=numbers))


def _dated(on: date | None, today: date) -> Iterator[Problem]:
    if on is not None and on > today:
        words = _(
            "The date of the intelligence is the day it is about or was learnt: not later "
            "than today."
        )
        yield Problem("intelligence_on", words)


_GROUPS = ("handling", "action", "sanitisation")
_MISSING = {
    "action": lambda: _("Handling code C says how it may be acted on: choose A1, A2 or A3."),
    "sanitisation": lambda: _(
        "Handling code C says whether it may be sanitised further: choose S1 or S2."
    ),
}

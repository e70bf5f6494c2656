"""The rules of 3x5x2: what contradicts itself is refused, with a word about what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plainsight.codes.lists import codes
from plainsight.intelligence.grading import Grades, handling_codes, problems

TODAY = date(2026, 11, 24)
GOOD = Grades(source="1", handling="P")
UNDER_C = Grades(source="2", handling="C", action="A2", sanitisation="S1")


def fields(grades: Grades, assessments: str = "A") -> list[str]:
    return [one.field for one in problems(grades, assessments, today=TODAY)]


@pytest.mark.parametrize("grades", [GOOD, UNDER_C, replace(GOOD, intelligence_on=TODAY)])
def test_what_holds_is_let_through(grades: Grades) -> None:
    assert fields(grades, "ABCDE") == []


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        (replace(GOOD, action="A1"), ["action"]),
        (replace(GOOD, sanitisation="S1"), ["sanitisation"]),
        (replace(UNDER_C, action=""), ["action"]),
        (replace(UNDER_C, sanitisation=""), ["sanitisation"]),
        (replace(UNDER_C, action="S1"), ["action"]),
        (replace(GOOD, handling="S1"), ["handling"]),
        (replace(GOOD, source="4"), ["source"]),
        (replace(GOOD, marking=""), ["marking"]),
        (replace(GOOD, marking="secret"), ["marking"]),
        (replace(GOOD, priority="soon"), ["priority"]),
        (replace(GOOD, intelligence_on=date(2026, 11, 25)), ["intelligence_on"]),
    ],
)
def test_what_contradicts_itself_is_refused(grades: Grades, expected: list[str]) -> None:
    assert fields(grades) == expected


def test_each_item_has_an_assessment_of_its_own() -> None:
    assert fields(GOOD, "") == ["items"]
    (found,) = problems(GOOD, ["A", "", "F"], today=TODAY)
    assert "2, 3" in found.words


def test_nothing_above_official_sensitive_is_taken_or_offered() -> None:
    (found,) = problems(replace(GOOD, marking="SECRET"), ["A"], today=TODAY)
    assert "security officer" in found.words
    assert set(codes("protective_markings")) == {"official", "official_sensitive"}


def test_a_grade_is_written_after_its_sentence() -> None:
    assert GOOD.written("B") == "1BP"
    assert UNDER_C.written("C") == "2CC A2 S1"


def test_the_lists_have_what_the_standard_has() -> None:
    assert list(codes("intelligence_sources")) == ["1", "2", "3"]
    assert list(codes("intelligence_assessments")) == ["A", "B", "C", "D", "E"]
    groups = {
        group: [one.code for one in handling_codes(group)] for group in ("handling", "action")
    }
    assert groups == {"handling": ["P", "C"], "action": ["A1", "A2", "A3"]}
    assert [one.code for one in handling_codes("sanitisation")] == ["S1", "S2"]

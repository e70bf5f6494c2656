"""Dates of birth as forms hold them: half known, the wrong way round, or only a year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.matching.dates import HalfDate, born, half_date

WHOLE = HalfDate(1990, 3, 12)


@pytest.mark.parametrize(
    "written",
    [
        "12/03/1990",
        "12.3.90",
        "12-03-1990",
        "12 03 90",
        "1990-03-12",
        "1990/3/12",
        "19900312",
        "12 March 1990",
        "12th of March 1990",
        "12 Mar 90",
        "March 12, 1990",
        "١٢/٠٣/١٩٩٠",
    ],
)
def test_one_day_in_every_style(written: str) -> None:
    assert half_date(written) == WHOLE


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("1990", HalfDate(1990)),
        ("03/1990", HalfDate(1990, 3)),
        ("March 1990", HalfDate(1990, 3)),
        ("1990-03", HalfDate(1990, 3)),
        ("??/03/1990", HalfDate(1990, 3)),
        ("00/00/1990", HalfDate(1990)),
        ("xx/xx/1990", HalfDate(1990)),
        ("31/02/1990", HalfDate(1990, 2)),
        ("29/02/2000", HalfDate(2000, 2, 29)),
    ],
)
def test_what_is_known_of_a_date_is_kept(written: str, known: HalfDate) -> None:
    assert half_date(written) == known


@pytest.mark.parametrize("written", ["", "unknown", "12", "12/12", "99999", "1234", "12 Foo 1990"])
def test_what_is_no_date_is_none(written: str) -> None:
    assert half_date(written) is None


def test_a_month_past_twelve_is_a_day() -> None:
    assert half_date("03/25/1990") == HalfDate(1990, 3, 25)


def test_the_first_of_january_is_flagged() -> None:
    assert HalfDate(1990, 1, 1).is_first_of_january
    assert not HalfDate(1990, 1).is_first_of_january
    assert not WHOLE.is_first_of_january


def test_a_day_and_month_can_be_swapped() -> None:
    assert WHOLE.swapped == HalfDate(1990, 12, 3)
    assert HalfDate(1990, 3, 25).swapped is None
    assert HalfDate(1990, 3, 3).swapped is None
    assert HalfDate(1990, 3).swapped is None


def test_a_date_of_no_known_part_is_none() -> None:
    assert born(None) is None
    assert born(1700, 13, 40) is None
    assert born(None, 3, 12) == HalfDate(None, 3, 12)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_and_its_swapped_twin_have_one_form(day: date) -> None:
    found = half_date(str(day))
    assert found is not None
    assert found.is_whole
    twin = found.swapped or found
    assert twin.either_way == found.either_way
    assert twin in (found, found.swapped)


@given(st.text() | st.text(st.sampled_from("0123456789/x? ")))
def test_no_text_breaks_it(text: str) -> None:
    found = half_date(text)
    assert found is None or found.year is not None

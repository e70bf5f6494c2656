"""Bank holidays: none on a weekend, eight a whole year, Easter where the calendar has it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plainsight.codes.holidays import bank_holidays

EASTER = {2027: date(2027, 3, 28), 2028: date(2028, 4, 16)}
"""Sundays; source: the Church of England's calendar."""


@pytest.mark.parametrize("year", EASTER)
def test_a_year_has_its_eight_days(year: int) -> None:
    days = [day for day, _name in bank_holidays(date(year, 1, 1), date(year, 12, 31))]
    assert len(days) == 8
    assert all(day.weekday() < 5 for day in days)
    assert {EASTER[year] - timedelta(2), EASTER[year] + timedelta(1)} <= set(days)


def test_only_the_days_that_were_asked_for() -> None:
    found = bank_holidays(date(2026, 12, 25), date(2026, 12, 28))
    assert [name for _day, name in found] == ["Christmas Day", "Boxing Day (substitute day)"]
    assert bank_holidays(date(2026, 12, 26), date(2026, 12, 27)) == []

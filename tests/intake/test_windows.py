"""When a reporter may be reached: by the clock on the wall; silence is no window."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from plainsight.intake.contact import Contact, read_contact
from plainsight.intake.windows import CODES, Reach, reach
from plainsight.public.forms.contact import WINDOWS

MONDAY_9 = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("windows", "at", "means"),
    [
        (("week_day",), MONDAY_9, "inside"),
        (("week_day",), MONDAY_9.replace(hour=7, minute=59), "outside"),
        (("week_day",), MONDAY_9.replace(hour=17, minute=59), "inside"),
        (("week_day",), MONDAY_9.replace(hour=18), "outside"),
        (("week_evening",), MONDAY_9.replace(hour=18), "inside"),
        (("week_evening",), MONDAY_9.replace(hour=22), "outside"),
        (("week_day", "week_evening"), MONDAY_9.replace(hour=20), "inside"),
        (("weekend_day", "weekend_evening"), MONDAY_9, "outside"),
        (("weekend_day",), MONDAY_9.replace(day=22), "inside"),
        (("weekend_evening",), MONDAY_9.replace(day=21, hour=21), "inside"),
        (("week_day",), MONDAY_9.replace(day=22), "outside"),
        (("any",), MONDAY_9.replace(hour=3), "inside"),
        ((), MONDAY_9, "unsaid"),
        (("full_moon",), MONDAY_9, "outside"),
    ],
)
def test_a_moment_lies_in_a_window_or_not(
    windows: tuple[str, ...], at: datetime, means: str
) -> None:
    assert reach(windows, at) == Reach(means)


@pytest.mark.parametrize(
    ("at", "means"),
    [
        (datetime(2026, 10, 23, 7, 30, tzinfo=UTC), "inside"),  # 8:30 in summer time, a Friday
        (datetime(2026, 10, 26, 7, 30, tzinfo=UTC), "outside"),  # 7:30 in winter time, the Monday
        (datetime(2026, 10, 26, 8, 0, tzinfo=UTC), "inside"),
        (datetime(2026, 10, 26, 17, 59, tzinfo=UTC), "inside"),
        (datetime(2026, 10, 23, 17, 0, tzinfo=UTC), "outside"),  # 18:00 in summer time
    ],
)
def test_a_window_keeps_to_the_clock_on_the_wall_when_the_clocks_change(
    at: datetime, means: str
) -> None:
    assert reach(("week_day",), at) == Reach(means)


def test_every_window_is_asked_and_no_other() -> None:
    assert tuple(code for code, _words in WINDOWS) == CODES


def test_a_contact_that_was_sealed_before_there_were_windows_is_read() -> None:
    old = {"how": "phone", "value": "1", "safe": "noon", "times": "", "name": "", "message": ""}
    assert read_contact(old) == Contact(how="phone", value="1", safe="noon")
    new = Contact(value="1", windows=("week_day",), language="Romanian", word="Marigold")
    assert read_contact({**vars(new), "windows": ["week_day"]}) == new

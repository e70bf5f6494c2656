"""A misread plate is put right where its format leaves one reading, and never otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.matching.plates import Plate, plate

AREA = "ABCDEFGHJKLMNOPRSTUVWXY"
ENDING = "ABCDEFGHJKLMNOPRSTUVWXYZ"
CURRENT = st.builds(
    lambda area, age, ending: f"{area}{age:02}{ending}",
    st.text(AREA, min_size=2, max_size=2),
    st.integers(2, 99),
    st.text(ENDING, min_size=3, max_size=3),
)
TWINS = {"0": "O", "O": "0", "1": "I", "5": "S", "S": "5", "8": "B", "B": "8"}


@pytest.mark.parametrize("written", ["A812 CDE", "AB12 CDE", "ab12cde", "AB12-CDE", "ABI2 CDE"])
def test_one_plate_in_several_readings(written: str) -> None:
    found = plate(written)
    assert found is not None
    assert str(found) == "AB12 CDE"


def test_a_repair_keeps_what_was_written() -> None:
    """A812 CDE could also be a car of 1983."""
    found = plate("A812 CDE")
    assert found == Plate("A812CDE", "AB12CDE")
    assert found.was_repaired


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0X12 SBO", "OX12SBO"),
        ("OX12 580", "OX12SBO"),
        ("OXS2 SBO", "OX52SBO"),
        ("AB1Z CDE", "AB1ZCDE"),
        ("1B12 CDE", "1B12CDE"),
        ("AB00 CDE", "AB00CDE"),
        ("B123 XYZ", "B123XYZ"),
        ("P8O 1SB", "P8O1SB"),
        ("MH 12 AB 1234", "MH12AB1234"),
    ],
)
def test_only_what_the_current_format_decides_is_repaired(written: str, read: str) -> None:
    found = plate(written)
    assert found is not None
    assert found.text == read


@pytest.mark.parametrize("written", ["", "A", "ABC", "white van", "1234567890123"])
def test_what_is_no_plate_is_none(written: str) -> None:
    assert plate(written) is None


@given(CURRENT)
def test_a_plate_that_fits_is_never_touched(written: str) -> None:
    found = plate(written)
    assert found is not None
    assert not found.was_repaired


@given(CURRENT, st.integers(0, 6))
def test_a_lookalike_in_any_one_position_is_put_right(written: str, position: int) -> None:
    letter = written[position]
    misread = written[:position] + TWINS.get(letter, letter) + written[position + 1 :]
    found = plate(misread)
    assert found is not None
    assert found.text == written


@given(CURRENT, CURRENT)
def test_two_plates_are_never_made_one(one: str, other: str) -> None:
    assert (plate(one) == plate(other)) == (one == other)


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    found = plate(text)
    assert found is None or plate(found.written) == found

"""Postcodes are spaced, and repaired only where one reading is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.matching.postcodes import Postcode, postcode


@pytest.mark.parametrize(
    ("written", "spaced"),
    [
        ("sw1a2aa", "SW1A 2AA"),
        ("SW1A 2AA", "SW1A 2AA"),
        ("m1 1ae", "M1 1AE"),
        ("B33-8TH", "B33 8TH"),
        ("cr26xh", "CR2 6XH"),
        ("DN551PT", "DN55 1PT"),
        ("SE0 0AA", "SE0 0AA"),
    ],
)
def test_a_postcode_is_spaced_and_left_alone(written: str, spaced: str) -> None:
    assert postcode(written) == Postcode(spaced)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5W1A 2AA", "SW1A 2AA"),
        ("S01 1AA", "SO1 1AA"),
        ("SO1 IAA", "SO1 1AA"),
        ("8S8 1AA", "BS8 1AA"),
        ("EC1A 188", "EC1A 1BB"),
        ("M1 IAE", "M1 1AE"),
    ],
)
def test_lookalikes_are_put_right_by_position(written: str, read: str) -> None:
    assert postcode(written) == Postcode(read, was_repaired=True)


@pytest.mark.parametrize("written", ["", "SW1", "ZZ1 1AA", "QQ9 9QQ", "SW1A 2AC", "no postcode"])
def test_what_is_no_postcode_is_none(written: str) -> None:
    assert postcode(written) is None


def test_two_readings_that_are_as_good_are_no_reading() -> None:
    """The second sign of 5850 0AA could be a letter or a digit."""
    assert postcode("I0 0AA") is None


def test_a_postcode_knows_its_district_and_sector() -> None:
    found = Postcode("SW1A 2AA")
    assert (found.outward, found.sector) == ("SW1A", "SW1A 2")


@given(st.text() | st.text(st.sampled_from("BSOI0158WA ")))
def test_no_text_breaks_it_and_what_it_reads_it_reads_again(text: str) -> None:
    found = postcode(text)
    assert found is None or postcode(found.text) == Postcode(found.text)

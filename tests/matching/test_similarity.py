"""Known figures of Jaro-Winkler, and the four slips of a finger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.matching.similarity import is_one_slip, jaro_winkler

WORD = st.text(st.sampled_from("abcdn"), max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("martha", "marhta", 0.9611),
        ("dwayne", "duane", 0.84),
        ("dixon", "dicksonx", 0.8133),
        ("abc", "xyz", 0.0),
        ("", "", 1.0),
        ("", "a", 0.0),
    ],
)
def test_published_figures(one: str, other: str, expected: float) -> None:
    """The first three are Winkler's own examples."""
    assert jaro_winkler(one, other) == pytest.approx(expected, abs=1e-4)


@given(WORD, WORD)
def test_likeness_lies_between_nought_and_one(one: str, other: str) -> None:
    assert 0 <= jaro_winkler(one, other) <= 1
    assert (jaro_winkler(one, other) == 1) == (one == other)


@pytest.mark.parametrize("slip", ["kowalskia", "kowlski", "kowalsky", "kowaslki", "xkowalski"])
def test_each_slip_is_seen_from_both_sides(slip: str) -> None:
    assert is_one_slip("kowalski", slip)
    assert is_one_slip(slip, "kowalski")


@pytest.mark.parametrize("other", ["kowalski", "kowal", "kovalsky", "", "kwoaslki"])
def test_none_or_two_slips_are_not_one(other: str) -> None:
    assert not is_one_slip("kowalski", other)


@given(WORD, WORD)
def test_a_slip_has_no_direction(one: str, other: str) -> None:
    assert is_one_slip(one, other) == is_one_slip(other, one)


@given(WORD, st.integers(0, 7))
def test_a_lost_letter_is_one_slip(word: str, place: int) -> None:
    if place < len(word):
        assert is_one_slip(word, word[:place] + word[place + 1 :])

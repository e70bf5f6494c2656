"""What may be an entity is found in every style in which people write it, and little besides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.intelligence.drafting import draft


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in draft(text)]


@pytest.mark.parametrize(
    "written",
    [
        "07700 900123",
        "07700900123",
        "+44 7700 900 123",
        "0044 7700 900123",
        "+44 (0)7700 900123",
        "07700-900-123",
    ],
)
def test_a_telephone_in_every_style_is_one_number(written: str) -> None:
    assert found(f"Ring {written}, ask for Sam") == [("phone", "+447700900123")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(01632) 960 001 is the shop", [("phone", "+441632960001")]),
        ("a van ab12 cde or AB12CDE", [("vrm", "AB12CDE"), ("vrm", "AB12CDE")]),
        ("an old one, P123 ABC", [("vrm", "P123ABC")]),
        ("behind zz1 1aa? no: M1 1AE", [("postcode", "M1 1AE")]),
        ("near sw1a1aa", [("postcode", "SW1A 1AA")]),
        ("Write to Boss@Example.ORG.", [("email", "boss@example.org")]),
        (
            "see https://example.org/ad?id=1. and nails.example.com",
            [("link", "https://example.org/ad?id=1"), ("link", "nails.example.com")],
        ),
        ("on insta @golden_nails99.", [("account", "@golden_nails99")]),
        ("on 12/03/2026 and 3 April 2026", [("date", "2026-03-12"), ("date", "2026-04-03")]),
        ("31/02/2026 is no day, nor is 45/99/2026", []),
        ("for £30 a day or 200 quid", [("money", "£30"), ("money", "200 quid")]),
        ("at Golden Star Hand Car Wash today", [("business", "Golden Star Hand Car Wash")]),
        ("Example Trading Ltd pays them", [("business", "Example Trading Ltd")]),
        ("number AA 12 34 56 A", [("ni_number", "AA123456A")]),
        ("GB 12 34 56 A is none", []),
    ],
)
def test_what_is_written_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert [one for one in found(text) if one[0] != "phone" or one in expected] == expected


def test_ordinary_words_are_left_alone() -> None:
    text = (
        "Six men came at 5 in the morning, 20 of them by 2026. Yesterday was the same, in all 12."
    )
    assert found(text) == []


@given(st.text(max_size=200))
def test_whatever_is_read_stands_where_it_is_said_to_and_nothing_overlaps(text: str) -> None:
    last = 0
    for one in draft(text):
        assert text[one.start : one.end] == one.text
        assert one.start >= last
        last = one.end

"""What is written in many ways has one value, and what does not fit its kind has none."""

from __future__ import annotations

import pytest

from plainsight.intelligence.identifying import KINDS, WHAT_FITS, identified


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("phone", "01632 960 001", "+441632960001"),
        ("phone", "+44 (0)1632 960001", "+441632960001"),
        ("vrm", "ab12 cde", "AB12CDE"),
        ("vrm", "ab-12-cde", "AB12CDE"),
        ("postcode", "m11ae", "M1 1AE"),
        ("email", "Name@Example.ORG", "name@example.org"),
        ("link", "https://www.Example.org/ad/", "example.org/ad"),
        ("account", "Golden_Nails99", "@golden_nails99"),
        ("business", "The Golden Star Ltd.", "golden star"),
        ("name", "Nguyễn Văn An", "an nguyen van"),
        ("name", "Van An NGUYEN", "an nguyen van"),
        ("name", "Seán O'Neil", "oneil sean"),
        ("name", "Łukasz Żak", "lukasz zak"),
        ("name", "Иван Петров", "ivan petrov"),
    ],
)
def test_one_value_for_many_ways_of_writing(kind: str, written: str, value: str) -> None:
    assert identified(kind, written) == value


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("phone", "960 001"),
        ("phone", "no number"),
        ("vrm", "A?"),
        ("vrm", "A LONG PLATE THAT IS NONE"),
        ("postcode", "M1"),
        ("postcode", "M1 1AE and more"),
        ("email", "name at example"),
        ("link", "just words"),
        ("account", "@"),
        ("business", "..."),
        ("name", "Mohammed"),
        ("name", ""),
        ("nonsense", "x"),
    ],
)
def test_what_does_not_fit_has_none(kind: str, written: str) -> None:
    assert identified(kind, written) == ""


def test_every_kind_says_what_fits() -> None:
    assert set(KINDS) == set(WHAT_FITS)

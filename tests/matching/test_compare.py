"""Levels: how far two records agree in each field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.matching.compare import FIELDS, MISSING, compare
from plainsight.matching.records import Person, person

SAME = ("common", "usual", "exact")


def level(field: str, one: dict[str, Any], other: dict[str, Any]) -> str:
    found = compare(person(**one), person(**other)).levels[field]
    return "missing" if found == MISSING else FIELDS[field][found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Smith", "SMITH", "common"),
        ("Zzyxby", "ZZYXBY", "exact"),
        ("O'Neil", "O Neil", "exact"),
        ("Kowalski", "Kowaski", "near"),
        ("Hussain", "Hussein", "near"),
        ("Szymanski", "Shymansky", "sounds"),
        ("محمد", "Mohammed", "sounds"),
        ("Lan", "Lien", "differs"),
        ("Popa", "P", "initial"),
        ("Popa", "Popescu", "alike"),
        ("Popa", "Hoxha", "differs"),
        ("Smith-Jones", "Jones", "common"),
        ("Popa", "", "missing"),
    ],
)
def test_surnames(one: str, other: str, expected: str) -> None:
    assert level("surname", {"given": "X", "surname": one}, {"given": "X", "surname": other}) == (
        expected
    )


def test_mohammed_and_muhammad_agree() -> None:
    found = level("given", {"given": "Mohammed"}, {"given": "Muhammad"})
    assert found in ("sounds", "near")


def test_a_vietnamese_name_agrees_the_other_way_round() -> None:
    found = compare(person(written="Nguyễn Văn An"), person(written="Van An Nguyen")).levels
    assert FIELDS["given"][found["given"]] in SAME
    assert FIELDS["surname"][found["surname"]] in SAME
    assert FIELDS["order"][found["order"]] == "crossed"


def test_a_whole_name_in_one_field_is_found_in_two() -> None:
    found = compare(person(surname="Ana Popa"), person(given="Ana", surname="Popa"))
    assert FIELDS["given"][found.levels["given"]] in SAME
    assert FIELDS["surname"][found.levels["surname"]] in SAME
    assert found.levels["order"] == MISSING


def test_the_order_counts_only_where_the_names_agree() -> None:
    assert level("order", {"written": "Ana Popa"}, {"written": "Ana Popa"}) == "as_written"
    assert level("order", {"written": "Ana Popa"}, {"written": "Ion Rus"}) == "missing"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("12/03/1990", "1990-03-12", "exact"),
        ("12/03/1990", "03/12/1990", "swapped"),
        ("12/03/1990", "12/03/1991", "close"),
        ("12/03/1990", "03/1990", "partly"),
        ("12/03/1990", "1990", "year"),
        ("01/01/1990", "01/01/1990", "year"),
        ("01/01/1990", "12/03/1990", "year"),
        ("01/01/1991", "12/03/1990", "near_year"),
        ("1990", "1995", "differs"),
        ("12/03/1990", "25/11/1971", "differs"),
        ("12/03/1990", "", "missing"),
    ],
)
def test_dates_of_birth(one: str, other: str, expected: str) -> None:
    assert level("born", {"born": one}, {"born": other}) == expected


@pytest.mark.parametrize(
    ("field", "name", "one", "other", "expected"),
    [
        ("phone", "phones", "07700 900123", "+447700900123", "exact"),
        ("phone", "phones", "07700 900123", "07700 900124", "differs"),
        ("email", "emails", "an@example.com", "AN@example.com", "exact"),
        ("email", "emails", "an@example.com", "an@example.org", "local"),
        ("plate", "plates", "AB12 CDE", "ab12cde", "exact"),
        ("plate", "plates", "AB12 CDE", "A812 CDE", "repaired"),
        ("plate", "plates", "AB12 CDE", "AB12 CDF", "slip"),
        ("plate", "plates", "AB12 CDE", "XY70 ZZZ", "differs"),
        ("postcode", "postcodes", "B33 8TH", "b338th", "exact"),
        ("postcode", "postcodes", "B33 8TH", "B33 8TJ", "sector"),
        ("postcode", "postcodes", "B33 8TH", "B33 9TH", "district"),
        ("document", "documents", "AB123456", "AB 123456", "exact"),
        ("document", "documents", "AB123456", "AB123465", "slip"),
    ],
)
def test_contact_and_documents(field: str, name: str, one: str, other: str, expected: str) -> None:
    assert level(field, {name: [one]}, {name: [other]}) == expected


def test_of_several_values_the_best_counts() -> None:
    one = {"phones": ["07700 900001", "07700 900002"]}
    assert level("phone", one, {"phones": ["07700 900003", "07700 900002"]}) == "exact"


NAMES = st.sampled_from(["", "an", "Nguyen", "Van An", "mohammed", "Muhamad", "Smith-Jones", "S"])
PEOPLE = st.builds(
    lambda given, surname, born, plate: person(
        given=given, surname=surname, born=born, plates=[plate]
    ),
    NAMES,
    NAMES,
    st.sampled_from(["", "1990", "01/01/1990", "12/03/1990", "03/12/1990", "04/1990"]),
    st.sampled_from(["", "AB12 CDE", "A812 CDE", "AB12 CDF"]),
)


@given(PEOPLE, PEOPLE)
def test_it_does_not_matter_which_record_comes_first(one: Person, other: Person) -> None:
    assert compare(one, other).levels == compare(other, one).levels


@given(PEOPLE, PEOPLE)
def test_every_level_is_one_that_the_field_has(one: Person, other: Person) -> None:
    found = compare(one, other).levels
    assert list(found) == list(FIELDS)
    assert all(MISSING <= number < len(FIELDS[name]) for name, number in found.items())

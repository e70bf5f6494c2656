"""A record is made from text as it stands in a report."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.matching.identifiers import Phone
from plainsight.matching.records import Person, packed, person, unpacked


def test_every_field_is_read_and_what_cannot_be_read_is_left_out() -> None:
    found = person(
        given="Ána",
        surname="de Popa",
        born="03/1990",
        sex="Female",
        phones=["07700 900123", "+44 7700 900123", "none"],
        emails=["ANA@example.com"],
        plates=["a812 cde"],
        postcodes=["b338th", "unknown"],
        documents=["AB 123456"],
    )
    assert found.name.parts == ("ana", "popa")
    assert found.particles == ("de",)
    assert found.born is not None
    assert (found.born.year, found.born.month, found.born.day) == (1990, 3, None)
    assert found.sex == "f"
    assert found.phones == (Phone("+447700900123"),)
    assert [str(one) for one in found.plates] == ["AB12 CDE"]
    assert [one.text for one in found.postcodes] == ["B33 8TH"]
    assert [one.text for one in found.emails + found.documents] == ["ana@example.com", "AB123456"]


def test_a_whole_name_is_read_only_where_its_fields_are_empty() -> None:
    assert person(written="Ana Popa").surnames == ("popa",)
    assert person(given="Ana", written="Maria Popa").name.parts == ("ana",)


def test_nothing_known_is_an_empty_record() -> None:
    assert person() == Person()


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        person().sex = "f"  # type: ignore[misc]  # that it is refused is the test


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_it(one: str, other: str, third: str) -> None:
    person(given=one, surname=other, born=third, sex=one, phones=[third], plates=[one, other])


@given(
    st.text(max_size=20),
    st.sampled_from(["", "1990", "03/1990", "12/03/1990", "1990-01-01"]),
    st.sampled_from(["", "07700 900123"]),
    st.sampled_from(["", "A877 CDE", "AB77CDE"]),
    st.sampled_from(["", "B1 1AA", "8I 1AA"]),
)
def test_what_is_packed_comes_back_the_same(
    name: str, born: str, number: str, vehicle: str, place: str
) -> None:
    """Through JSON, as the store keeps it."""
    one = person(
        written=name,
        born=born,
        phones=[number],
        emails=["a@example.com"],
        plates=[vehicle],
        postcodes=[place],
        documents=["ZZ123456"],
    )
    assert unpacked(json.loads(json.dumps(packed(one)))) == one

"""Records of one person share a key although something in them is wrong; strangers do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.matching.keys import TYPES, hashed, keys
from plainsight.matching.records import Person, person

SECRET = b"only for this test"


def types(one: Person, other: Person) -> set[str]:
    return {key.partition(":")[0] for key in keys(one) & keys(other)}


AN = person(written="Nguyễn Văn An", born="12/03/1990")


def test_a_name_the_other_way_round_shares_its_keys() -> None:
    assert types(AN, person(written="Van An Nguyen")) == {"nn"}
    assert {"ny", "nn", "bd", "bi"} <= types(AN, person(written="An Nguyen", born="12/03/1990"))


def test_another_spelling_shares_the_keys_by_sound() -> None:
    one = person(given="Mohammed", surname="Hussain", born="1988")
    other = person(given="Muhammad", surname="Hussein", born="1988")
    assert {"ny", "nn", "nd"} <= types(one, other)


def test_day_and_month_swapped_share_the_date() -> None:
    assert {"bd", "bi"} <= types(AN, person(written="Nguyen Van An", born="03/12/1990"))


def test_a_wrong_year_leaves_day_and_month() -> None:
    assert "md" in types(AN, person(written="Nguyen Van An", born="12/03/1991"))


def test_a_lost_consonant_leaves_a_variant() -> None:
    one = person(given="Piotr", surname="Kowalski", born="1985")
    other = person(given="Pawel", surname="Kowaski", born="1985")
    assert types(one, other) == {"nd"}


def test_the_first_of_january_is_no_date() -> None:
    one = person(given="Ana", surname="Popa", born="01/01/1990")
    other = person(given="Besnik", surname="Hoxha", born="01/01/1990")
    assert not types(one, other)


@pytest.mark.parametrize(
    ("kind", "field", "one", "other"),
    [
        ("ph", "phones", "07700 900123", "0044 7700 900123"),
        ("em", "emails", "AN@example.com", "an@example.com"),
        ("pl", "plates", "A812 CDE", "AB12 CDE"),
        ("pl", "plates", "A812 CDE", "A8I2 CDE"),
        ("do", "documents", "ab 123456", "AB123456"),
    ],
)
def test_what_identifies_is_a_key(kind: str, field: str, one: str, other: str) -> None:
    a = person(written="Ana Popa", **{field: [one]})  # type: ignore[arg-type]  # each takes a list
    b = person(written="Ion Rus", **{field: [other]})  # type: ignore[arg-type]  # as above
    assert types(a, b) == {kind}


def test_a_slip_in_a_document_leaves_its_other_half_with_a_name() -> None:
    one = keys(person(surname="Velsh", documents=["ZZ1234567"]))
    other = keys(person(surname="Velsh", documents=["ZZ1234576"]))
    assert {key[:2] for key in one & other} == {"dn"}


def test_a_name_that_many_bear_has_a_key_with_the_year() -> None:
    one = keys(person(given="Thị Hương", surname="Nguyễn", born="01/01/1989"))
    other = keys(person(given="Huong", surname="Nguyen", born="1989"))
    assert "nb" in {key[:2] for key in one & other}


def test_a_postcode_counts_with_a_name_only() -> None:
    one = person(written="Ana Popa", postcodes=["B33 8TH"])
    assert "ps" in types(one, person(surname="Popa", postcodes=["b338th"]))
    assert not types(one, person(written="Ion Rus", postcodes=["B33 8TH"]))


def test_every_key_is_of_a_declared_type_and_a_full_record_has_about_a_dozen() -> None:
    full = person(
        given="Ana",
        surname="Popescu",
        born="12/03/1990",
        phones=["07700 900123"],
        emails=["ana@example.com"],
        postcodes=["B33 8TH"],
    )
    found = keys(full)
    assert {key.partition(":")[0] for key in found} <= set(TYPES)
    assert 10 <= len(found) <= 18


def test_an_empty_record_has_no_keys() -> None:
    assert keys(Person()) == frozenset()


def test_hashes_depend_on_the_secret_and_fit_the_database() -> None:
    found = hashed(keys(AN), SECRET)
    assert len(found) == len(keys(AN))
    assert found == sorted(found)
    assert all(0 <= one < 2**63 for one in found)
    assert not set(found) & set(hashed(keys(AN), b"another"))


def test_a_hash_is_the_same_in_every_release() -> None:
    """Stored hashes must be found again; a change here means hashing the whole store again."""
    assert hashed(["ph:+447700900123"], b"secret") == [HASH]


HASH = 4372555699881548304


def test_without_a_secret_nothing_is_hashed() -> None:
    with pytest.raises(ValueError, match="secret"):
        hashed(["ph:+447700900123"], b"")


@given(st.text(), st.text(), st.sampled_from(["", "1990", "01/01/1990", "12/03/1990", "3/1990"]))
def test_the_fields_of_a_name_swapped_share_the_pair(one: str, other: str, born: str) -> None:
    a, b = person(given=one, surname=other, born=born), person(given=other, surname=one, born=born)
    kept = {key for key in keys(a) if not key.startswith("nd:")}
    if len(a.name.parts) <= 4:
        assert kept <= keys(b)

"""Two answers about a pair, and the guard between them."""

from __future__ import annotations

import pytest

from plainsight.matching.compare import Comparison, compare
from plainsight.matching.model import default_model
from plainsight.matching.records import Person, person
from plainsight.matching.score import answers, field_bits, is_guarded, score

MODEL = default_model()
HOUSE = {"phones": ["07700 900123"], "plates": ["AB12 CDE"], "postcodes": ["B33 8TH"]}


def said(one: Person, other: Person) -> Comparison:
    return compare(one, other)


def test_the_score_is_the_start_and_the_bits_of_each_field() -> None:
    found = said(person(sex="f"), person(sex="f"))
    assert score(found, MODEL) == pytest.approx(MODEL.start + MODEL.fields["sex"][1])


def test_a_gap_counts_for_nothing() -> None:
    found = said(person(written="Ana Popa", born="1990"), Person())
    assert set(field_bits(found, MODEL).values()) == {0.0}


def test_one_person_in_two_spellings_is_found() -> None:
    one = person(written="Nguyễn Văn An", born="12/03/1990", phones=["07700 900123"])
    other = person(written="Van An Nguyen", born="03/12/1990", phones=["+44 7700 900123"])
    found = answers(said(one, other), MODEL)
    assert found.same is not None
    assert MODEL.band(found.same).word == "very likely"


def test_people_who_share_a_house_a_van_and_a_phone_are_not_one() -> None:
    one = person(written="Ana Popa", born="12/03/1990", **HOUSE)
    other = person(written="Besnik Hoxha", born="25/11/1971", **HOUSE)
    found = answers(said(one, other), MODEL)
    assert found.same is None
    assert found.links == ("phone", "plate", "postcode")
    assert found.link_bits > 20


def test_a_family_is_not_one_person() -> None:
    one = person(written="Ana Popa", born="12/03/1990", **HOUSE)
    other = person(written="Ion Popa", born="25/11/1971", **HOUSE)
    assert not is_guarded(said(one, other))


def test_one_person_in_two_places_is_not_associated_with_itself() -> None:
    one = person(written="Ana Popa", born="12/03/1990")
    found = answers(said(one, one), MODEL)
    assert found.same is not None
    assert found.links == ()
    assert found.link_bits == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person(written="Ana Popa"), person(written="Anna Popa")),
        (person(written="Ana Popa"), person(written="A Popa")),
        (person(surname="Popa"), person(written="Ana Popa")),
        (person(born="12/03/1990"), person(born="03/12/1990")),
        (person(born="03/1990"), person(born="12/03/1990")),
        (person(documents=["ZZ1234567"]), person(given="Ana", documents=["zz 1234567"])),
    ],
)
def test_a_name_or_a_date_that_agrees_is_a_ground(one: Person, other: Person) -> None:
    assert is_guarded(said(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person(written="Ana Popa"), person(written="Maria Popa")),
        (person(written="Ana Popa"), person(written="Ana Hoxha")),
        (person(born="1990"), person(born="1990")),
        (person(born="01/01/1990"), person(born="01/01/1990")),
        (Person(), Person()),
    ],
)
def test_half_a_name_or_a_bare_year_is_no_ground(one: Person, other: Person) -> None:
    assert not is_guarded(said(one, other))


def test_a_document_under_two_names_associates_them() -> None:
    one = person(written="Ana Popa", documents=["ZZ1234567"])
    other = person(written="Maria Hoxha", documents=["ZZ1234567"])
    assert answers(said(one, other), MODEL).links == ("document",)


def test_a_common_name_alone_never_makes_a_person_likely() -> None:
    found = answers(said(person(written="John Smith"), person(written="John Smith")), MODEL)
    assert found.same is not None
    assert MODEL.band(found.same).word == "unlikely"

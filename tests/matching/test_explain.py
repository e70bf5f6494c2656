"""An officer can read why, and the lines add up to the figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from plainsight.matching.compare import FIELDS
from plainsight.matching.explain import Verdict, explain
from plainsight.matching.model import default_model
from plainsight.matching.records import Person, person
from plainsight.matching.wording import NOUNS, SENTENCES
from tests.matching.test_compare import PEOPLE

MODEL = default_model()
AN = person(
    written="Nguyễn Văn An",
    born="12/03/1990",
    sex="m",
    phones=["07700 900123"],
    plates=["A812 CDE"],
    postcodes=["B33 8TH"],
)
VAN_AN = person(
    written="Van An Nguyen",
    born="03/12/1990",
    phones=["+44 7700 900123"],
    plates=["AB12 CDE"],
)


def test_every_level_of_every_field_has_a_sentence() -> None:
    assert {name: tuple(levels) for name, levels in SENTENCES.items()} == {
        name: tuple(levels) for name, levels in FIELDS.items()
    }
    assert set(NOUNS) == set(FIELDS)


def test_what_agrees_differs_and_is_missing_is_told() -> None:
    told = {line.field: (line.verdict, line.sentence) for line in explain(AN, VAN_AN, MODEL).lines}
    assert told["surname"] == (
        Verdict.AGREES,
        "The surname is the same, and a very common one: Nguyen.",
    )
    assert told["order"][0] is Verdict.DIFFERS
    assert told["born"][1] == (
        "The dates of birth are the same with day and month swapped: "
        "12 March 1990 and 3 December 1990."
    )
    assert told["plate"][1].endswith("AB12 CDE (written A812CDE) and AB12 CDE.")
    assert told["sex"] == (Verdict.MISSING, "The sex is known in one record only.")
    assert told["email"] == (Verdict.MISSING, "The e-mail address is known in neither record.")


def test_the_first_answer_is_a_band_and_says_how_such_pairs_fared() -> None:
    found = explain(AN, VAN_AN, MODEL)
    assert found.same_person == (
        "It is very likely that this is one person. Of made-up pairs like this, 99.8% were one "
        "person."
    )
    assert found.version == MODEL.version


def test_a_model_that_nobody_trained_says_so() -> None:
    bands = tuple(replace(band, share=None) for band in MODEL.bands)
    found = explain(AN, VAN_AN, replace(MODEL, bands=bands, is_trained=False))
    assert "estimates" in found.same_person
    assert "%" not in found.same_person


def test_the_second_answer_lists_what_is_shared() -> None:
    assert explain(AN, VAN_AN, MODEL).association == (
        "They are associated: the records share a telephone number and a vehicle."
    )
    one = person(phones=["07700 900123"], emails=["an@example.com"], plates=["AB12 CDE"])
    assert explain(one, one, MODEL).association == (
        "They are associated: the records share a telephone number, an e-mail address and a "
        "vehicle."
    )


def test_without_a_ground_there_is_no_first_answer() -> None:
    found = explain(AN, person(written="Ana Popa", phones=["07700 900123"]), MODEL)
    assert found.band is None
    assert found.same_person.startswith("Neither a name nor a date of birth agrees")
    assert found.links == ("phone",)


def test_the_first_of_january_is_pointed_out() -> None:
    found = explain(person(born="01/01/1990"), person(born="1990"), MODEL)
    assert "1 January often stands for an unknown day" in found.read()


def test_the_strongest_line_comes_first_and_gaps_last() -> None:
    lines = explain(AN, VAN_AN, MODEL).lines
    known = [abs(line.bits) for line in lines if line.verdict is not Verdict.MISSING]
    assert known == sorted(known, reverse=True)
    assert [line.verdict for line in lines[len(known) :]] == [Verdict.MISSING] * (
        len(lines) - len(known)
    )


def test_the_whole_reads_as_text() -> None:
    text = explain(AN, VAN_AN, MODEL).read()
    assert MODEL.version in text
    assert "{" not in text
    assert "This speaks strongly for it." in text


@pytest.mark.parametrize("name", ["{a}", "{0.__class__}", "{"])
def test_what_a_record_holds_is_never_a_template(name: str) -> None:
    other = person(written="Ana Popa", emails=[f"{name.strip('{}') or 'x'}@example.com"])
    assert explain(replace(AN, surnames=(name,)), other, MODEL).read()


@given(PEOPLE, PEOPLE)
def test_the_lines_add_up(one: Person, other: Person) -> None:
    found = explain(one, other, MODEL)
    assert found.start + sum(line.bits for line in found.lines) == pytest.approx(found.bits)
    assert all(line.sentence.endswith(".") and line.strength for line in found.lines)
    assert found.read()

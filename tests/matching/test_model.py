"""A model is refused unless it is whole, and says of itself that nobody has trained it."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from math import log2
from typing import Any

import pytest

from plainsight.matching.compare import FIELDS
from plainsight.matching.model import BadModel, default_model, load

TEXT = (files("plainsight.matching") / "model.json").read_text("utf-8")


def test_the_model_that_comes_along_says_that_it_is_untrained() -> None:
    model = default_model()
    assert not model.is_trained
    assert "untrained" in model.version
    assert model.note
    assert all(band.share is None for band in model.bands)


def test_closer_agreement_counts_more() -> None:
    """`near_year` and `alike` may say nothing, but the best level of a field is its heaviest."""
    for name, field in default_model().fields.items():
        weights = [field.bits(number) for number in range(len(FIELDS[name]))]
        assert weights[0] < 0 < weights[-1], name
        assert max(weights) - weights[-1] < 1.1, name


def test_a_common_name_counts_less() -> None:
    surname = default_model().fields["surname"]
    top = len(surname.levels) - 1
    common, rare = surname.bits(top, ("smith", "smith")), surname.bits(top, ("zzyx", "zzyx"))
    assert common < surname.bits(top) < rare
    assert rare - common == pytest.approx(log2(surname.frequency("smith") / surname.unlisted))


def test_of_two_spellings_the_commoner_decides() -> None:
    given = default_model().fields["given"]
    near = given.levels.index(next(one for one in given.levels if one.name == "near"))
    assert given.bits(near, ("mohammed", "mohammet")) == given.bits(near, ("mohammed", "mohammed"))


def test_an_answer_falls_in_one_band() -> None:
    words = [default_model().band(bits).word for bits in (50.0, 7.0, 3.0, -50.0)]
    assert words == ["very likely", "likely", "possible", "unlikely"]


def _set(*path: str | int, value: object) -> Callable[[Any], None]:
    def change(raw: Any) -> None:
        for step in path[:-1]:
            raw = raw[step]
        raw[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_set("prior", value=0), "prior"),
        (_set("prior", value="much"), "prior"),
        (_set("version", value=""), "version"),
        (_set("fields", "sex", "levels", 0, "m", value=0.5), "add up"),
        (_set("fields", "sex", "levels", 0, "u", value=True), "between 0 and 1"),
        (_set("fields", "sex", "levels", 0, "name", value="other"), "levels of sex"),
        (_set("fields", "nationality", value={}), "nationality"),
        (_set("fields", "surname", "frequencies", "smith", value=2), "smith"),
        (_set("fields", "surname", "unlisted", value=0), "unlisted"),
        (_set("fields", value=[]), "cannot be read"),
        (_set("bands", value=[]), "bands"),
        (_set("bands", 0, "from", value=-9), "high to low"),
        (_set("bands", 3, "from", value=-9), "lower bound"),
        (_set("bands", 0, "share", value=7), "very likely"),
    ],
)
def test_a_model_with_a_fault_is_refused_by_its_name(
    change: Callable[[Any], None], said: str
) -> None:
    raw = json.loads(TEXT)
    change(raw)
    with pytest.raises(BadModel, match=said):
        load(json.dumps(raw))


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "{", '{"version": 1}', "[" * 100_000])
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(BadModel):
        load(text)

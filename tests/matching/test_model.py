"""A model is refused unless it is whole, and says of itself that nobody has trained it."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from plainsight.matching.model import BadModel, default_model, load

TEXT = (files("plainsight.matching") / "model.json").read_text("utf-8")


def test_the_model_that_comes_along_says_what_it_was_learnt_from() -> None:
    model = default_model()
    assert model.is_trained
    assert "made-up" in model.version
    assert "made-up records" in model.note
    assert "real" in model.note
    assert all(band.share is not None for band in model.bands)


def test_closer_agreement_counts_more() -> None:
    """The best level of a field is its heaviest, and differing speaks against.

    The order of names is no agreement: Vietnamese ones are written both ways round.
    """
    fields = dict(default_model().fields)
    del fields["order"]
    for name, bits in fields.items():
        assert bits[0] < 0 < bits[-1], name
        assert max(bits) - bits[-1] < 1.1, name


def test_a_common_name_counts_less() -> None:
    for name in ("given", "surname"):
        common, usual, rare = default_model().fields[name][-3:]
        assert common < usual < rare


def test_an_answer_falls_in_one_band() -> None:
    words = [default_model().band(bits).word for bits in (50.0, 3.0, 0.0, -50.0)]
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
        (_set("start", value=99), "start"),
        (_set("start", value="much"), "start"),
        (_set("version", value=""), "version"),
        (_set("fields", "sex", 0, "bits", value=True), "sex differs"),
        (_set("fields", "sex", 0, "name", value="other"), "levels of sex"),
        (_set("fields", "nationality", value={}), "nationality"),
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

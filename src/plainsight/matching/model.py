"""The weights: one versioned file that every runner reads.

For each level of each field the bits that it counts for the same person (above 0) or against: what
it adds to the logarithm, to base 2, of the odds. As in I. Fellegi and A. Sunter, A Theory for
Record Linkage (1969), the fields add up; the bits are learnt together, because those who share a
house share a van and a telephone too, and each for itself would count too much.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from plainsight.matching.compare import FIELDS

BAND_WORDS = ("very likely", "likely", "possible", "unlikely")
_MOST_BITS = 60


class BadModel(ValueError):
    """A model that cannot be used; its text says where and why."""


@dataclass(frozen=True, slots=True)
class Band:
    """A word for answers of at least `lowest` bits; `share` is how many proved right, if known."""

    word: str
    lowest: float
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """All a scorer needs.

    `start` is where the count begins: the bits for two records that share a key and of which
    nothing else is known. `fields` are the bits of each field's levels, from 0 upwards.
    """

    version: str
    is_trained: bool
    note: str
    start: float
    fields: Mapping[str, tuple[float, ...]]
    bands: tuple[Band, ...]

    def band(self, bits: float) -> Band:
        """Return the band in which an answer of `bits` falls."""
        return next(band for band in self.bands if bits >= band.lowest)


@cache
def default_model() -> Model:
    """Return the model that comes with the library."""
    return load((files("plainsight.matching") / "model.json").read_text("utf-8"))


def load(text: str) -> Model:
    """Return the model in a JSON text.

    Refuses with BadModel what is no JSON object of the expected shape; fields or levels that are
    not those of `compare.FIELDS`; bits that are no number or beyond 60; bands that are not the four
    words from high to low, the last without a lower bound.
    """
    try:
        raw = json.loads(text)
        model = Model(
            version=str(raw["version"]),
            is_trained=raw["trained"] is True,
            note=str(raw.get("note", "")),
            start=_bits(raw["start"], "start"),
            fields={name: _field(name, raw["fields"][name]) for name in FIELDS},
            bands=_bands(raw["bands"]),
        )
    except BadModel:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as wrong:
        raise BadModel(f"The model cannot be read: {wrong!r}") from wrong
    if unknown := set(raw["fields"]) - set(FIELDS):
        raise BadModel(f"Unknown fields: {', '.join(sorted(unknown))}")
    if not model.version:
        raise BadModel("A model needs a version.")
    return model


def _field(name: str, raw: Sequence[Mapping[str, Any]]) -> tuple[float, ...]:
    if tuple(one["name"] for one in raw) != FIELDS[name]:
        raise BadModel(f"The levels of {name} must be {', '.join(FIELDS[name])}.")
    return tuple(_bits(one["bits"], f"{name} {one['name']}") for one in raw)


def _bits(raw: object, where: str) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) <= _MOST_BITS:
        raise BadModel(f"{where} must be bits between -60 and 60, not {raw!r}.")
    return float(raw)


def _chance(raw: object, where: str) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 < raw < 1:
        raise BadModel(f"{where} must lie between 0 and 1, not {raw!r}.")
    return float(raw)


def _bands(raw: list[Mapping[str, Any]]) -> tuple[Band, ...]:
    bands = tuple(
        Band(
            one["word"],
            float("-inf") if one["from"] is None else float(one["from"]),
            None if one["share"] is None else _chance(one["share"], f"band {one['word']}"),
        )
        for one in raw
    )
    lowest = [band.lowest for band in bands]
    if tuple(band.word for band in bands) != BAND_WORDS:
        raise BadModel(f"The bands must be {', '.join(BAND_WORDS)}.")
    if lowest != sorted(set(lowest), reverse=True) or lowest[-1] != float("-inf"):
        raise BadModel("The bands must go from high to low, the last without a lower bound.")
    return bands

"""The weights: one versioned file that every runner reads.

A Fellegi-Sunter model: for each level of each field the chance m of meeting it in two records of
one person, and the chance u in records of two people. Their ratio, in bits, is what the level
counts. Source: I. Fellegi and A. Sunter, A Theory for Record Linkage (1969).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import isclose, log2
from typing import Any

from plainsight.matching.compare import FIELDS

BAND_WORDS = ("very likely", "likely", "possible", "unlikely")
_TOLERANCE = 1e-6


class BadModel(ValueError):
    """A model that cannot be used; its text says where and why."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level's chances, and whether how common a name is moves what it counts."""

    name: str
    m: float
    u: float
    by_frequency: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field's levels from 0 upwards, and how common its values are (share of all people)."""

    levels: tuple[Level, ...]
    frequencies: Mapping[str, float] = field(default_factory=dict)
    unlisted: float = 0.0

    def bits(self, level: int, words: tuple[str, str] | None = None) -> float:
        """Return what a level counts, in bits: for the same person above 0, against below.

        A name that many bear counts less: u of the highest level gives way to the share of people
        who bear the commoner of the two `words`.
        """
        found = self.levels[level]
        weight = log2(found.m / found.u)
        if found.by_frequency and words:
            weight += log2(self.levels[-1].u / max(map(self.frequency, words)))
        return weight

    def frequency(self, word: str) -> float:
        """Return the share of people who bear `word`."""
        return self.frequencies.get(word, self.unlisted)


@dataclass(frozen=True, slots=True)
class Band:
    """A word for answers of at least `lowest` bits; `share` is how many proved right, if known."""

    word: str
    lowest: float
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """All a scorer needs. `prior` is the chance that two records taken blindly are one person."""

    version: str
    is_trained: bool
    note: str
    prior: float
    fields: Mapping[str, Field]
    bands: tuple[Band, ...]

    @property
    def prior_bits(self) -> float:
        """The prior as bits, far below 0."""
        return log2(self.prior / (1 - self.prior))

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
    not those of `compare.FIELDS`; chances outside 0 to 1 or of a sum other than 1; bands that are
    not the four words from high to low, the last without a lower bound.
    """
    try:
        raw = json.loads(text)
        model = Model(
            version=str(raw["version"]),
            is_trained=raw["trained"] is True,
            note=str(raw.get("note", "")),
            prior=_chance(raw["prior"], "prior"),
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


def _field(name: str, raw: Mapping[str, Any]) -> Field:
    levels = tuple(
        Level(
            name=one["name"],
            m=_chance(one["m"], f"{name} {one['name']} m"),
            u=_chance(one["u"], f"{name} {one['name']} u"),
            by_frequency=one.get("frequency") is True,
        )
        for one in raw["levels"]
    )
    if tuple(level.name for level in levels) != FIELDS[name]:
        raise BadModel(f"The levels of {name} must be {', '.join(FIELDS[name])}.")
    for letter, total in (("m", sum(one.m for one in levels)), ("u", sum(one.u for one in levels))):
        if not isclose(total, 1, abs_tol=_TOLERANCE):
            raise BadModel(f"The {letter} of {name} must add up to 1, not {total:.6f}.")
    table = {
        word: _chance(share, f"{name} {word}") for word, share in raw.get("frequencies", {}).items()
    }
    is_by_frequency = any(level.by_frequency for level in levels)
    unlisted = _chance(raw["unlisted"], f"{name} unlisted") if is_by_frequency else 0.0
    return Field(levels, table, unlisted)


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

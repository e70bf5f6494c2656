"""Where places are, without a network: towns of the United Kingdom, distances, and a flat drawing.

The towns are those of GeoNames (https://www.geonames.org, CC BY 4.0): name, latitude and longitude
in degrees, inhabitants.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from plainsight.matching.normalise import fold

EARTH_KM, KM_A_MILE, KM_A_DEGREE = 6371.0, 1.609344, 111.2
SIDE, EDGE = 640, 20
"""The drawing's side and its edge, in its own units."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the Earth, in degrees."""

    latitude: float
    longitude: float

    def miles_to(self, other: Point) -> float:
        """Return the distance over the ground in miles, by the haversine formula."""
        north = radians(other.latitude - self.latitude) / 2
        east = radians(other.longitude - self.longitude) / 2
        both = cos(radians(self.latitude)) * cos(radians(other.latitude))
        part = sin(north) ** 2 + both * sin(east) ** 2
        return 2 * EARTH_KM * asin(sqrt(min(part, 1.0))) / KM_A_MILE


@dataclass(frozen=True, slots=True)
class Town:
    """A town, with its inhabitants; 0 where they are not known."""

    name: str
    point: Point
    people: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A square piece of the country: its middle, and the miles from there to each side."""

    middle: Point
    miles: float

    @property
    def spans(self) -> tuple[float, float]:
        """How far it reaches north and east of its middle, in degrees."""
        north = self.miles * KM_A_MILE / KM_A_DEGREE
        return north, north / max(cos(radians(self.middle.latitude)), 0.1)

    def has(self, point: Point) -> bool:
        """Whether a place lies in it."""
        north, east = self.spans
        return (
            abs(point.latitude - self.middle.latitude) <= north
            and abs(point.longitude - self.middle.longitude) <= east
        )

    def drawn(self, point: Point) -> tuple[int, int]:
        """Return where a place is on the drawing, from its upper left corner."""
        north, east = self.spans
        half = SIDE / 2 - EDGE
        x = SIDE / 2 + (point.longitude - self.middle.longitude) / east * half
        y = SIDE / 2 - (point.latitude - self.middle.latitude) / north * half
        return round(x), round(y)


@cache
def towns() -> tuple[Town, ...]:
    """Return every town, those with most inhabitants first."""
    text = (files("plainsight.pole") / "towns.csv").read_text("utf-8")
    rows = csv.reader(text.splitlines())
    found = (Town(name, Point(float(a), float(b)), int(people)) for name, a, b, people in rows)
    return tuple(sorted(found, key=lambda one: -one.people))


@cache
def _by_name() -> dict[str, Town]:
    named: dict[str, Town] = {}
    for one in towns():
        named.setdefault(fold(one.name), one)
    return named


def town_called(name: str) -> Town | None:
    """Return the town of a name, whatever its capitals and accents; the largest of many."""
    return _by_name().get(fold(name))


def labelled(frame: Frame, most: int = 14, apart: int = 70) -> list[tuple[Town, int, int]]:
    """Return the towns to be named on a drawing, the largest first, none too near another."""
    kept: list[tuple[Town, int, int]] = []
    for one in towns():
        if not frame.has(one.point):
            continue
        x, y = frame.drawn(one.point)
        if all(abs(x - other) > apart or abs(y - there) > apart / 3 for _t, other, there in kept):
            kept.append((one, x, y))
        if len(kept) == most:
            break
    return kept


def dots(frame: Frame, most: int = 400) -> list[tuple[int, int]]:
    """Return where the towns of a piece of the country are on its drawing."""
    inside = (one for one in towns() if frame.has(one.point))
    return [frame.drawn(one.point) for one, _n in zip(inside, range(most), strict=False)]


def point_of(facts: Iterable[tuple[str, str]]) -> Point | None:
    """Return where a location is by its degrees, else by its town; None where neither is known."""
    known = dict(facts)
    try:
        exact = Point(float(known["latitude"]), float(known["longitude"]))
    except (KeyError, ValueError):
        town = town_called(known.get("town", ""))
        return town.point if town else None
    is_real = abs(exact.latitude) <= 90 and abs(exact.longitude) <= 180  # noqa: PLR2004 (degrees)
    return exact if is_real else None

"""The links of a record as a drawing: the record in the middle, the others around it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from plainsight.pole.models import Entity
from plainsight.pole.services.reading import OpenedRecord, ReadLink

WIDTH, HEIGHT, RX, RY = 720, 420, 265, 150
LONGEST, MOST = 24, 12


@dataclass(frozen=True)
class Spot:
    """A record on the chart: where, and its words; lengths in the drawing's own units."""

    x: int
    y: int
    label: str
    entity: Entity
    words: tuple[str, ...] = ()

    @property
    def middle(self) -> tuple[int, int]:
        """Where the words of its links stand."""
        return (self.x * 11 + WIDTH // 2 * 9) // 20, (self.y * 11 + HEIGHT // 2 * 9) // 20 - 4


@dataclass(frozen=True)
class Chart:
    """All spots; the first is the record itself. `more` is how many did not fit."""

    spots: tuple[Spot, ...]
    more: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def centre(self) -> Spot:
        """The record itself."""
        return self.spots[0]

    @property
    def around(self) -> tuple[Spot, ...]:
        """The records that it hangs together with."""
        return self.spots[1:]


def chart_of(opened: OpenedRecord) -> Chart:
    """Lay out a record's links on an ellipse, from the top clockwise."""
    others: dict[object, list[ReadLink]] = {}
    for one in opened.links:
        others.setdefault(one.other.id, []).append(one)
    shown = list(others.values())[:MOST]
    spots = [Spot(WIDTH // 2, HEIGHT // 2, _short(opened.label), opened.entity)]
    for place, ties in enumerate(shown):
        angle = 2 * math.pi * place / len(shown) - math.pi / 2
        spots.append(
            Spot(
                round(WIDTH / 2 + RX * math.cos(angle)),
                round(HEIGHT / 2 + RY * math.sin(angle)),
                _short(ties[0].label),
                ties[0].other,
                tuple(one.words for one in ties),
            )
        )
    return Chart(tuple(spots), len(others) - len(shown))


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"

"""Figures for planning: how many came, waited, were answered. Counted, and of nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from plainsight.chat.models import Count
from plainsight.codes.phrases import language_of
from plainsight.core.clock import now

FEWEST = 5
"""Below this a number split by language is not told: it could be somebody."""

MINUTES = ("1", "2", "5", "10", "20", "40", "60", "more")


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its words, its number, and its length in percent of the longest."""

    words: str
    number: int
    percent: int
    is_few: bool = False


@dataclass(frozen=True)
class Figures:
    """What the page shows of some days."""

    arrived: int
    answered: int
    abandoned: int
    by_day: list[Bar]
    by_hour: list[Bar]
    waits: list[Bar]
    lengths: list[Bar]
    languages: list[Bar]

    @property
    def abandoned_percent(self) -> int:
        """How many in a hundred ended before anybody answered."""
        return round(100 * self.abandoned / self.arrived) if self.arrived else 0


def figures(days: int) -> Figures:
    """Return the figures of the last days, today included."""
    first = now().date() - timedelta(days=days - 1)
    rows = list(Count.objects.filter(day__gte=first))
    arrived = [one for one in rows if one.measure == "arrived"]
    each = [first + timedelta(days=n) for n in range(days)]
    by_day, by_hour = _sums(arrived, "day"), _sums(arrived, "hour")
    return Figures(
        arrived=sum(one.number for one in arrived),
        answered=sum(one.number for one in rows if one.measure == "wait"),
        abandoned=sum(one.number for one in rows if one.measure == "abandoned"),
        by_day=_bars([(f"{day:%-d %b}", by_day[day]) for day in each]),
        by_hour=_bars([(f"{hour:02d}:00", by_hour[hour]) for hour in range(24)]),
        waits=_minutes(rows, "wait"),
        lengths=_minutes(rows, "length"),
        languages=_languages(arrived),
    )


def _sums(rows: list[Count], by: str) -> Counter[object]:
    found: Counter[object] = Counter()
    for one in rows:
        found[getattr(one, by)] += one.number
    return found


def _minutes(rows: list[Count], measure: str) -> list[Bar]:
    found = _sums([one for one in rows if one.measure == measure], "bucket")
    said = {bucket: f"up to {bucket} min" for bucket in MINUTES} | {"more": "more"}
    return _bars([(said[bucket], found[bucket]) for bucket in MINUTES])


def _languages(arrived: list[Count]) -> list[Bar]:
    found = _sums(arrived, "language").most_common()
    named = [(_named(str(code)), number) for code, number in found]
    return [
        Bar(bar.words, bar.number, 0 if bar.number < FEWEST else bar.percent, bar.number < FEWEST)
        for bar in _bars(named)
    ]


def _named(code: str) -> str:
    language = language_of(code)
    return language.english_name if language else code


def _bars(pairs: list[tuple[str, int]]) -> list[Bar]:
    most = max((number for _, number in pairs), default=0) or 1
    return [Bar(words, number, round(100 * number / most)) for words, number in pairs]

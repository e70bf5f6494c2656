"""What happened around a record, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from plainsight.matching.dates import half_date
from plainsight.pole.services.reading import OpenedRecord


@dataclass(frozen=True)
class Moment:
    """Something on the timeline: when, what kind of thing, and words for it."""

    on: date | datetime
    what: str
    words: str
    field: str = ""


def moments(opened: OpenedRecord) -> list[Moment]:
    """Return what happened around a record in the order of time, the latest first."""
    return sorted(_moments(opened), key=lambda one: _day(one.on), reverse=True)


def _moments(opened: OpenedRecord) -> Iterator[Moment]:
    for one in opened.facts:
        told = one.fact.intel.intelligence_on if one.fact.intel and one.report else None
        yield Moment(told or one.fact.at, "fact", one.value, one.fact.field)
        if one.fact.field in ("on", "until") and (day := half_date(one.value)) and day.is_whole:
            yield Moment(date(*_parts(day.year, day.month, day.day)), "event", one.value)
    for tie in opened.links:
        words = f"{tie.words} {tie.label}"
        if tie.link.from_on:
            yield Moment(tie.link.from_on, "begins", words)
        if tie.link.to_on:
            yield Moment(tie.link.to_on, "ends", words)
        if not (tie.link.from_on or tie.link.to_on):
            yield Moment(tie.link.at, "link", words)
    for marker, _why, _is_late in opened.markers:
        yield Moment(marker.at, "warning", marker.code)


def _parts(*known_parts: int | None) -> tuple[int, int, int]:
    year, month, day = (one or 1 for one in known_parts)
    return year, month, day


def _day(on: date | datetime) -> date:
    return on.date() if isinstance(on, datetime) else on

"""Who is excluded from a report of the public is excluded from what was made of it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from plainsight.intake.models import Report
from plainsight.intelligence.models import IntelReport
from plainsight.intelligence.queries import known_to
from plainsight.intelligence.services.evaluating import accept
from plainsight.intelligence.services.reading import open_intel, open_the_origin
from plainsight.intelligence.services.writing import submit
from plainsight.people.access import can, officers_who_may
from plainsight.people.errors import NotVisible
from plainsight.people.services.exclusions import exclude_officer
from tests.intelligence.conftest import GRADES, ORIGIN, WRITTEN, Unit


@pytest.fixture
def made(unit: Unit, reported: Callable[..., Report]) -> tuple[Report, IntelReport]:
    """A report of the public, and accepted intelligence that was made of it."""
    report = reported()
    key = unit.cast.keys[unit.writer]
    intel = submit(unit.writer, key, uuid4(), written=WRITTEN, origin=ORIGIN, report=report.id)
    accept(unit.at(intel, unit.evaluator), grades=GRADES, assessments=["A", "C"])
    return report, IntelReport.objects.get(id=intel.id)


def test_an_exclusion_from_the_source_hides_the_intelligence(
    unit: Unit, made: tuple[Report, IntelReport]
) -> None:
    """From lists, from the page, from its origin, and from whoever asks who may."""
    report, intel = made
    for officer in (unit.investigator, unit.evaluator):
        assert known_to(officer).filter(id=intel.id).exists()
        exclude_officer(officer, target=report, by=unit.cast.supervisor)
        assert not known_to(officer).filter(id=intel.id).exists()
        assert not can(officer, "intel.list", intel).is_visible
        assert officer not in officers_who_may("intel.list", intel)
        with pytest.raises(NotVisible):
            open_intel(unit.at(intel, officer))
    with pytest.raises(NotVisible):
        open_the_origin(unit.at(intel, unit.evaluator), why="To evaluate it")
    assert known_to(unit.writer).filter(id=intel.id).exists()


def test_another_exclusion_hides_nothing(
    unit: Unit, made: tuple[Report, IntelReport], reported: Callable[..., Report]
) -> None:
    _report, intel = made
    exclude_officer(unit.investigator, target=reported(), by=unit.cast.supervisor)
    assert known_to(unit.investigator).filter(id=intel.id).exists()
    assert unit.investigator in officers_who_may("intel.list", intel)

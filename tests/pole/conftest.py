"""A desk for records: the unit and an investigator, and people who are saved in one line."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from plainsight.people.models import Officer
from plainsight.pole.models import Entity
from plainsight.pole.services.acting import Desk
from plainsight.pole.services.finding import Found
from plainsight.pole.services.saving import OWN_KNOWLEDGE, Source, Telling, create
from tests.intelligence.conftest import (
    Unit,
    browser,
    cast,
    keyed_cast,
    reported,
    unit,
)

__all__ = ["browser", "cast", "keyed_cast", "reported", "unit"]


@dataclass
class Records:
    """The unit, and how each of them saves."""

    unit: Unit

    def desk(self, officer: Officer | None = None) -> Desk:
        """An officer at their desk: the investigator, unless somebody else is named."""
        officer = officer or self.unit.investigator
        return Desk(officer, self.unit.cast.keys[officer])

    def save(
        self,
        kind: str,
        *,
        by: Officer | None = None,
        is_protected: bool = False,
        source: Source = OWN_KNOWLEDGE,
        entity: UUID | None = None,
        **told: str,
    ) -> tuple[Entity, Found]:
        """Save a record of a few facts and return it with what it found."""
        facts = [Telling(name, value) for name, value in told.items()]
        return create(
            self.desk(by),
            entity or uuid4(),
            kind=kind,
            told=facts,
            source=source,
            is_protected=is_protected,
        )


@pytest.fixture
def records(unit: Unit) -> Records:
    """Nobody is saved yet."""
    return Records(unit)

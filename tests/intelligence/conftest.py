"""The intelligence unit, an investigator, and a report to be evaluated."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest

from plainsight.intelligence.grading import Grades
from plainsight.intelligence.models import IntelReport
from plainsight.intelligence.sealing import Body, Item, OriginBody
from plainsight.intelligence.services.acting import Acting
from plainsight.intelligence.services.writing import Written, submit
from plainsight.people.models import Officer
from plainsight.people.queries import fingerprint_of
from plainsight.people.roles import Role
from plainsight.people.services import admit, choose_passphrase
from tests.cast import PASSPHRASE, Cast, browser, cast, keyed_cast, member
from tests.reported import reported

__all__ = ["browser", "cast", "keyed_cast", "reported"]
AsRole = Callable[[str], AbstractContextManager[None]]

GRADES = Grades(source="2", handling="C", action="A1", sanitisation="S2", priority="high")
BODY = Body(
    title="Labour exploitation at a car wash",
    provenance="Seen on many mornings.",
    provenance_assessment="A",
    items=(
        Item("A white van takes six men to a car wash before six each morning.", "A"),
        Item("The men owe money to the owner.", "C"),
    ),
    conditions="Ask before any visit.",
)
WRITTEN = Written(GRADES, BODY)
ORIGIN = OriginBody("Robin Example, who lives opposite", "R-17")


@dataclass
class Unit:
    """Those who write, evaluate and read."""

    cast: Cast
    writer: Officer
    evaluator: Officer
    investigator: Officer

    def at(self, intel: IntelReport, officer: Officer) -> Acting:
        """Somebody at a report, from its page as it is now."""
        version = IntelReport.objects.get(id=intel.id).version
        return Acting(officer, self.cast.keys[officer], intel.id, version)

    def submitted(self, **changed: Any) -> IntelReport:
        """A report of the writer's that waits for the unit."""
        key = self.cast.keys[self.writer]
        written = replace(WRITTEN, **changed)
        return submit(self.writer, key, uuid4(), written=written, origin=ORIGIN)


@pytest.fixture
def unit(keyed_cast: Cast) -> Unit:
    """The team with an intelligence officer and an investigator, both admitted."""
    cast, founder = keyed_cast, keyed_cast.triage_officer
    evaluator = member("mina.harrow", "Mina Harrow", cast.team, Role.INTELLIGENCE_OFFICER)
    investigator = member("leo.strand", "Leo Strand", cast.team, Role.INVESTIGATOR)
    for officer in (evaluator, investigator):
        cast.keys[officer] = choose_passphrase(officer, passphrase=PASSPHRASE)
        fingerprint = fingerprint_of(officer)
        admit(officer, by=founder, unlocked=cast.keys[founder], fingerprint=fingerprint)
    return Unit(cast, founder, evaluator, investigator)

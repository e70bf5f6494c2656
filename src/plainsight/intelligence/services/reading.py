"""Reading: the sanitised report, and apart from it the origin. Each look is logged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.intelligence.grading import Grades
from plainsight.intelligence.models import IntelReport, Origin
from plainsight.intelligence.sealing import (
    ORIGIN,
    Body,
    OriginBody,
    open_body,
    open_origin,
    open_text,
)
from plainsight.intelligence.services.acting import Acting
from plainsight.intelligence.services.mentioning import ReadMention, drafted, mentions
from plainsight.people.access import demand
from plainsight.people.errors import NotNow, NotVisible


@dataclass(frozen=True)
class ReadStep:
    """A step as its reader sees it."""

    kind: str
    by: str
    at: datetime
    codes: Mapping[str, Any]
    text: str


@dataclass(frozen=True, repr=False)
class Opened:
    """An intelligence report as its reader sees it."""

    intel: IntelReport
    body: Body
    steps: tuple[ReadStep, ...]
    mentions: tuple[ReadMention, ...] = ()

    @property
    def grades(self) -> Grades:
        """The grades of the whole."""
        return grades_of(self.intel)

    @property
    def drafts(self) -> list[tuple[str, str]]:
        """What is found in the items and is neither kept nor dropped yet: kind and words."""
        return list(drafted(self.body, list(self.mentions)))

    @property
    def items(self) -> list[tuple[int, str, str]]:
        """Each item with its number and its grade as it is written after the sentence."""
        return [
            (number, one.text, self.grades.written(one.assessment))
            for number, one in enumerate(self.body.items, 1)
        ]


@dataclass(frozen=True, repr=False)
class OpenedOrigin:
    """An origin as those few see it who may."""

    origin: Origin
    body: OriginBody


def grades_of(intel: IntelReport) -> Grades:
    """Return a report's grades."""
    return Grades(
        source=intel.source,
        handling=intel.handling,
        action=intel.action,
        sanitisation=intel.sanitisation,
        marking=intel.marking,
        priority=intel.priority,
        intelligence_on=intel.intelligence_on,
    )


@transaction.atomic
def open_intel(acting: Acting) -> Opened:
    """Unseal a report with its steps, and log it.

    What is not accepted yet is for its writer and for those who evaluate. Raises NotVisible,
    NotAllowed and what the vault raises.
    """
    intel = acting.found("intel.list")
    if intel.state != IntelReport.State.ACCEPTED and intel.written_by_id != acting.officer.id:
        demand(acting.officer, "intel.evaluate", intel)
    key = acting.key()
    body = open_body(key, intel.id, intel.body)
    steps = tuple(
        ReadStep(
            one.kind, one.by.name, one.at, one.codes, open_text(key, intel.id, one.id, one.text)
        )
        for one in intel.steps.select_related("by")
    )
    acting.log("intel.read")
    return Opened(intel, body, steps, tuple(mentions(acting, intel, key)))


@transaction.atomic
def open_the_origin(acting: Acting, *, why: str) -> OpenedOrigin:
    """Unseal where a report came from, for somebody who may, and log it with their reason's length.

    Raises NotVisible, NotAllowed, what the vault raises, and NotNow without a reason.
    """
    origin = Origin.objects.select_related("intel", "report").filter(intel=acting.intel_id).first()
    if origin is None:
        raise NotVisible
    demand(acting.officer, "intel.origin", origin)
    if not why.strip():
        raise NotNow(_("Say why you have to know where it came from."))
    key = acting.unlocked.record_key(ORIGIN, origin.id)
    opened = OpenedOrigin(origin, open_origin(key, origin.id, origin.body))
    acting.log("intel.origin_read")
    return opened

"""Who acts on which intelligence report, and what every act shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.core.ids import new_id
from plainsight.intelligence.models import IntelReport, Step
from plainsight.intelligence.sealing import KIND, seal_text
from plainsight.people.access import demand
from plainsight.people.errors import NotNow, NotVisible
from plainsight.people.models import Officer
from plainsight.vault.unlocked import Unlocked


class Overtaken(NotNow):
    """Somebody else has acted on it since the page was shown."""


@dataclass(frozen=True, repr=False)
class Acting:
    """Who acts, with which open key, on which report, from a page of which version."""

    officer: Officer
    unlocked: Unlocked
    intel_id: UUID
    version: int | None = None

    def found(self, action: str) -> IntelReport:
        """Return the report, held until the transaction ends.

        Raises NotVisible, NotAllowed, and Overtaken when it is not of the page's version.
        """
        rows = IntelReport.objects.select_for_update().filter(id=self.intel_id)
        intel = rows.first()
        if intel is None:
            raise NotVisible
        demand(self.officer, action, intel)
        if self.version is not None and intel.version != self.version:
            raise Overtaken(_("Somebody else has just acted on it. Read what they did, then send."))
        return intel

    def key(self) -> bytes:
        """Return the report's data key; raises what the vault raises."""
        return self.unlocked.record_key(KIND, self.intel_id)

    def log(self, verb: str, **detail: Any) -> None:
        """Write an act to the log, in the act's transaction."""
        subject = Subject(KIND, self.intel_id)
        record(Actor("officer", self.officer.id), verb, subject=subject, detail=detail)

    def step(self, intel: IntelReport, kind: Step.Kind, text: str = "", **codes: Any) -> None:
        """Leave a step; what was written at it is sealed."""
        step = new_id()
        sealed = seal_text(self.key(), intel.id, step, text)
        Step.objects.create(
            id=step, intel=intel, kind=kind, by=self.officer, codes=codes, text=sealed
        )

"""Passing intelligence on: who got what, why and on whose authority, within its conditions."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.intelligence.models import IntelReport, Step
from plainsight.intelligence.services.acting import Acting
from plainsight.people.errors import NotNow


@dataclass(frozen=True, repr=False)
class Disclosure:
    """One disclosure: to whom, what of it, why, on whose authority. `is_asked`: S2 was kept."""

    to: str
    what: str
    why: str
    authority: str
    is_asked: bool = False

    def text(self) -> str:
        """Return it as it is kept, sealed."""
        told = {
            _("To"): self.to,
            _("What"): self.what,
            _("Why"): self.why,
            _("Authority"): self.authority,
        }
        return "\n".join(f"{name}: {words}" for name, words in told.items())


@transaction.atomic
def disclose(acting: Acting, *, disclosure: Disclosure) -> None:
    """Enter a disclosure into the report's log, before it is made.

    Raises NotVisible, NotAllowed and Overtaken; NotNow for what is not accepted, and when S2 asks
    for the originator first.
    """
    intel = acting.found("intel.share")
    if intel.state != IntelReport.State.ACCEPTED:
        raise NotNow(_("Only accepted intelligence is passed on."))
    if intel.sanitisation == "S2" and not disclosure.is_asked:
        raise NotNow(_("S2: the originator is asked before it is sanitised and passed on."))
    acting.step(intel, Step.Kind.DISCLOSED, disclosure.text(), asked=disclosure.is_asked)
    acting.log("intel.disclosed")

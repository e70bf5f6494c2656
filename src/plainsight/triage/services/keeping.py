"""Keeping a report against its day: a legal hold, or for longer with a reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from plainsight.people.errors import NotNow
from plainsight.triage.kinds import Kind
from plainsight.triage.services.acting import Acting, hold


@transaction.atomic
def hold_report(acting: Acting, *, note: str) -> None:
    """Put a legal hold on a report: until it is lifted, nothing of it or its merged ones is erased.

    Raises as `acting.hold`, and NotNow for one that is held.
    """
    held = hold(acting, "report.hold", whatever=True)
    if held.standing.is_held:
        raise NotNow(_("A legal hold lies on it already."))
    held.standing.is_held = True
    held.done(Kind.HELD, "report.held", changed=["is_held"], text=note)


@transaction.atomic
def lift_hold(acting: Acting, *, note: str) -> None:
    """Lift a legal hold. What is overdue by then is announced anew before it is erased.

    Raises as `acting.hold`, and NotNow for one that is not held.
    """
    held = hold(acting, "report.hold", whatever=True)
    if not held.standing.is_held:
        raise NotNow(_("No legal hold lies on it."))
    held.standing.is_held = False
    held.standing.disposal_warned_at = None
    changed = ["is_held", "disposal_warned_at"]
    held.done(Kind.HOLD_LIFTED, "report.hold_lifted", changed=changed, text=note)


@transaction.atomic
def keep_longer(acting: Acting, *, until: date, note: str) -> None:
    """Keep a report that has its day until a later one.

    Raises as `acting.hold`, and NotNow for one that has no day, or a day that is not later.
    """
    held = hold(acting, "retention.keep")
    if held.standing.dispose_on is None:
        raise NotNow(_("It is kept as long as it is open."))
    if until <= max(held.standing.dispose_on, localdate()):
        raise NotNow(_("Give a day later than the one it has."))
    held.standing.dispose_on = until
    held.standing.disposal_warned_at = None
    changed = ["dispose_on", "disposal_warned_at"]
    codes = {"until": until.isoformat()}
    held.done(Kind.KEPT, "report.kept_longer", changed=changed, codes=codes, text=note)

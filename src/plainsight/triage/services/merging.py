"""Reports that tell of the same thing again: merged into one, and split again without loss.

Nothing is copied: each keeps its own account, conversation and history. Who is excluded from one
is excluded from all (the guard's `kin`), also after they were split.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.intake.queries import reports
from plainsight.people.access import demand, visible_to
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.people.services.exclusions import share_exclusions
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Standing
from plainsight.triage.policies import kin_of
from plainsight.triage.services.acting import Acting, Held, hold
from plainsight.triage.services.entries import held as hold_standing
from plainsight.triage.services.entries import write_entry


def merged_with(officer: Officer, standing: Standing) -> list[Standing]:
    """Return what else a report is merged with, as far as the officer may know of it."""
    together = Standing.objects.filter(report__in=list(kin_of(standing.report_id)))
    known = visible_to(officer, together.exclude(report=standing.report_id))
    return list(known.select_related("report").defer("report__body").order_by("received_hour"))


@transaction.atomic
def merge_report(acting: Acting, *, into: str, note: str) -> None:
    """Merge a report into the one with a reference; what was merged into it goes along.

    Raises as `hold`, and NotNow when there is no such other report that the officer may know of.
    """
    found = visible_to(acting.officer, reports()).filter(reference=into.strip().upper()).first()
    if found is None or found.id == acting.report_id:
        raise NotNow(_("There is no other report with this reference."))
    held = hold(acting, "report.merge")
    demand(acting.officer, "report.merge", found)
    target = hold_standing(found.id)
    root = target.merged_into_id or target.report_id
    if root == held.report.id or target.state == Standing.State.ERASED:
        raise NotNow(_("These reports cannot be merged so."))
    if target.merged_into_id:
        hold_standing(root)
    Standing.objects.filter(merged_into=held.report.id).update(merged_into=root)
    held.standing.state = Standing.State.MERGED
    held.standing.merged_into_id = root
    held.standing.closed_at, held.standing.closing = None, ""
    changed = ["state", "merged_into", "closed_at", "closing"]
    codes = {"into": str(root)}
    held.done(Kind.MERGED, "report.merged", changed=changed, codes=codes, text=note)
    _tell_other(held, root, "merged")
    share_exclusions("report", kin_of(held.report.id), by=acting.officer)


@transaction.atomic
def split_report(acting: Acting, *, note: str) -> None:
    """Take a merged report out again. Raises as `hold`, and NotNow for one that is not merged."""
    held = hold(acting, "report.merge", whatever=True)
    if held.standing.state != Standing.State.MERGED or held.standing.merged_into_id is None:
        raise NotNow(_("The report is not merged into another."))
    root = held.standing.merged_into_id
    held.standing.state = Standing.State.TRIAGE
    held.standing.merged_into = None
    changed = ["state", "merged_into"]
    held.done(Kind.SPLIT, "report.split", changed=changed, codes={"from": str(root)}, text=note)
    _tell_other(held, root, "split")


def _tell_other(held: Held, other: UUID, what: str) -> None:
    """Leave a trace at the other report as well."""
    report = reports().get(id=other)
    kind = Kind.MERGED if what == "merged" else Kind.SPLIT
    codes = {"report": str(held.report.id)}
    write_entry(report, kind, by=held.officer, codes=codes)
    subject = Subject("report", other)
    record(Actor("officer", held.officer.id), f"report.{what}", subject=subject, detail=codes)

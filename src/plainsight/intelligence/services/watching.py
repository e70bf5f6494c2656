"""Watching for something, and telling those concerned when it is mentioned."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intake.packing import packed, unpacked
from plainsight.intelligence.identifying import WHAT_FITS, identified
from plainsight.intelligence.models import IntelReport, Mention, Notice, Watch
from plainsight.intelligence.queries import known_to
from plainsight.intelligence.tokens import token_of
from plainsight.people.access import demand, visible_to
from plainsight.people.errors import NotNow, NotVisible
from plainsight.people.models import Officer
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.unlocked import Unlocked

KIND = "watch"
LONGEST = timedelta(days=366)


@dataclass(frozen=True, repr=False)
class Watched:
    """What is watched for, and why."""

    value: str
    reason: str


@dataclass(frozen=True, repr=False)
class Told:
    """A notice as its officer reads it; `intel` is None where the unit has to be asked."""

    notice: Notice
    intel: IntelReport | None
    mine: IntelReport | None


@transaction.atomic
def watch(
    officer: Officer, unlocked: Unlocked, *, kind: str, written: str, reason: str, until: date
) -> Watch:
    """Begin to watch.

    Raises NotAllowed, what the vault raises, and NotNow for what does not fit.
    """
    value = identified(kind, written)
    if not value:
        raise NotNow(str(WHAT_FITS.get(kind, _("Choose what it is."))))
    if not now().date() <= until <= (now() + LONGEST).date():
        raise NotNow(_("Choose an end within a year. A watch is looked at again by then."))
    team_key, _team = unlocked.team()
    begun = Watch(
        id=new_id(),
        team_key=team_key,
        owner=officer,
        kind=kind,
        token=token_of(unlocked, kind, value),
        until=until,
    )
    demand(officer, "intel.write", begun)
    key = unlocked.new_record_key(KIND, begun.id)
    begun.body = box.seal(key, packed(asdict(Watched(written, reason))), _context(begun.id))
    begun.save(force_insert=True)
    _log(officer, "watch.begun", begun.id)
    return begun


@transaction.atomic
def end(officer: Officer, *, watch_id: UUID) -> None:
    """End one's own watch. Safe to repeat. Raises NotVisible."""
    if not _own(officer).filter(id=watch_id).exists():
        raise NotVisible
    if _own(officer).filter(id=watch_id, ended_at=None).update(ended_at=now()):
        _log(officer, "watch.ended", watch_id)


@transaction.atomic
def watches(officer: Officer, unlocked: Unlocked) -> list[tuple[Watch, Watched]]:
    """Return one's own watches that go on, unsealed; each look is logged."""
    found = list(_own(officer).filter(ended_at=None, until__gte=now().date()).order_by("until"))
    keys = unlocked.record_keys(KIND, [one.id for one in found])
    for one in found:
        _log(officer, "watch.read", one.id)
    return [
        (one, Watched(**unpacked(box.unseal(keys[one.id], bytes(one.body), _context(one.id)))))
        for one in found
    ]


def tell(mention: Mention, *, by: Officer) -> None:
    """Tell who watches for it, and who wrote or evaluated another report that has it too.

    Whoever kept it sees for themselves. Who may not know of the report is told nothing.
    """
    same = {"kind": mention.kind, "token": mention.token}
    living = Watch.objects.filter(**same, ended_at=None, until__gte=now().date())
    found = [Notice(officer=one.owner, mention=mention, watch=one) for one in living]
    others = Mention.objects.filter(**same, dropped_at=None).exclude(intel=mention.intel)
    for one in others.select_related("intel__written_by", "intel__evaluated_by"):
        concerned = {one.intel.written_by, one.intel.evaluated_by} - {None}
        found += [Notice(officer=who, mention=mention, other=one) for who in concerned if who]
    Notice.objects.bulk_create(
        [one for one in found if one.officer != by and _may_know(one)], ignore_conflicts=True
    )


@transaction.atomic
def notices(officer: Officer) -> list[Told]:
    """Return what an officer is told and has not seen."""
    fresh = fresh_notices(officer).select_related("mention__intel", "other__intel", "watch")
    known = set(known_to(officer).values_list("id", flat=True))
    return [
        Told(
            one,
            one.mention.intel if one.mention.intel_id in known else None,
            one.other.intel if one.other else None,
        )
        for one in fresh
    ]


def seen(officer: Officer) -> None:
    """Note that an officer has seen what they were told."""
    fresh_notices(officer).update(seen_at=now())


def fresh_notices(officer: Officer) -> QuerySet[Notice]:
    """Return the notices that an officer has not seen, of what they may still know of."""
    visible = visible_to(officer, IntelReport.objects.all()).values("id")
    return Notice.objects.filter(officer=officer, seen_at=None, mention__intel__in=visible)


def _may_know(notice: Notice) -> bool:
    found = visible_to(notice.officer, IntelReport.objects.filter(id=notice.mention.intel_id))
    return found.exists()


def _own(officer: Officer) -> QuerySet[Watch]:
    return visible_to(officer, Watch.objects.filter(owner=officer))


def _log(officer: Officer, verb: str, watch_id: UUID) -> None:
    record(Actor("officer", officer.id), verb, subject=Subject(KIND, watch_id), detail={})


def _context(watch_id: UUID) -> Context:
    return Context(KIND, watch_id, "body")

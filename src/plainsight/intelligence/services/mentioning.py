"""What a report mentions: kept by a person, and held against all that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intelligence.drafting import draft
from plainsight.intelligence.identifying import KINDS, WHAT_FITS, identified
from plainsight.intelligence.models import IntelReport, Mention
from plainsight.intelligence.queries import known_to
from plainsight.intelligence.sealing import KIND, Body
from plainsight.intelligence.services.acting import Acting
from plainsight.intelligence.services.watching import tell
from plainsight.intelligence.tokens import token_of
from plainsight.people.access import demand, visible_to
from plainsight.people.errors import NotNow, NotVisible
from plainsight.vault import box
from plainsight.vault.context import Context

AS_WRITTEN = frozenset({"name", "business"})
"""Kinds that are shown as they were written: their one form is for matching only."""


@dataclass(frozen=True, repr=False)
class ReadMention:
    """A mention as its reader sees it: its value, and where else it is mentioned.

    `others` are reports that the reader may read; `pointers` says how many more there are that are
    the unit's to speak of.
    """

    mention: Mention
    value: str
    others: tuple[IntelReport, ...]
    pointers: int


@transaction.atomic
def keep(acting: Acting, *, kind: str, written: str) -> int:
    """Keep a mention; the same value again is the same one. Return in how many others it is.

    Raises NotVisible, NotAllowed and what the vault raises; NotNow for who neither wrote nor
    evaluates the report, and for a value that does not fit its kind.
    """
    kept = _mentioned(acting, kind, written)
    if kept.dropped_at is not None:
        Mention.objects.filter(id=kept.id).update(dropped_by=None, dropped_at=None)
    tell(kept, by=acting.officer)
    others = _elsewhere(kept).count()
    acting.log("intel.mention_kept", kind=kind, others=others)
    return others


@transaction.atomic
def refuse(acting: Acting, *, kind: str, written: str) -> None:
    """Drop what was found in a report and is none; whoever watches for it is not told.

    Raises as `keep`.
    """
    kept = _mentioned(acting, kind, written, dropped_by=acting.officer, dropped_at=now())
    if kept.dropped_at is None:
        drop(acting, mention=kept.id, is_dropped=True)
    else:
        acting.log("intel.mention_dropped")


@transaction.atomic
def drop(acting: Acting, *, mention: UUID, is_dropped: bool) -> None:
    """Drop a mention that was wrong, or take it up again. Raises as `keep`."""
    intel = _own(acting)
    found = Mention.objects.filter(intel=intel, id=mention)
    if not found.exists():
        raise NotVisible
    by, at = (acting.officer, now()) if is_dropped else (None, None)
    found.update(dropped_by=by, dropped_at=at)
    acting.log("intel.mention_dropped" if is_dropped else "intel.mention_restored")


def mentions(acting: Acting, intel: IntelReport, key: bytes) -> list[ReadMention]:
    """Return what a report mentions and where else; its caller logs the reading."""
    return [_read(acting, intel, key, one) for one in Mention.objects.filter(intel=intel)]


def _read(acting: Acting, intel: IntelReport, key: bytes, one: Mention) -> ReadMention:
    value = box.unseal(key, bytes(one.body), _context(intel.id, one.id)).decode()
    elsewhere = list(_elsewhere(one).values_list("intel", flat=True))
    others = tuple(known_to(acting.officer).filter(id__in=elsewhere))
    visible = visible_to(acting.officer, IntelReport.objects.all()).filter(id__in=elsewhere)
    return ReadMention(one, value, others, visible.count() - len(others))


def drafted(body: Body, kept: list[ReadMention]) -> Iterator[tuple[str, str]]:
    """Give what is found in a report's items and is not kept or dropped yet: kind and value."""
    known = {(one.mention.kind, identified(one.mention.kind, one.value)) for one in kept}
    for item in body.items:
        for one in draft(item.text):
            value = identified(one.kind, one.text) if one.kind in KINDS else ""
            if value and (one.kind, value) not in known:
                known.add((one.kind, value))
                yield one.kind, one.text


def _mentioned(acting: Acting, kind: str, written: str, **fresh: object) -> Mention:
    """Return the mention of a value; one that is new has the values of `fresh`."""
    intel = _own(acting)
    value = identified(kind, written)
    if not value:
        raise NotNow(str(WHAT_FITS.get(kind, _("Choose what it is."))))
    mention, token = new_id(), token_of(acting.unlocked, kind, value)
    shown = " ".join(written.split()) if kind in AS_WRITTEN else value
    sealed = box.seal(acting.key(), shown.encode(), _context(intel.id, mention))
    values = {"id": mention, "body": sealed, "by": acting.officer, **fresh}
    return Mention.objects.get_or_create(intel=intel, kind=kind, token=token, defaults=values)[0]


def _own(acting: Acting) -> IntelReport:
    intel = acting.found("intel.write")
    if intel.written_by_id != acting.officer.id:
        demand(acting.officer, "intel.evaluate", intel)
    return intel


def _elsewhere(mention: Mention) -> QuerySet[Mention]:
    same = Mention.objects.filter(kind=mention.kind, token=mention.token, dropped_at=None)
    return same.exclude(intel=mention.intel_id)


def _context(intel: UUID, mention: UUID) -> Context:
    return Context(KIND, intel, f"mention:{mention}")

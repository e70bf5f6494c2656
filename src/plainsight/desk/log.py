"""The log in words: which entries, who they name, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from plainsight.audit.models import AuditEntry
from plainsight.audit.registry import verbs
from plainsight.people.models import Officer

A_PAGE = 50
_ACTORS = {"reporter": "A reporter", "interpreter": "An interpreter", "system": "The system"}


@dataclass(frozen=True)
class Wanted:
    """Which entries are asked for; None asks for all. `before` is the id after which to go on."""

    verb: str | None = None
    subject: UUID | None = None
    day: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class Line:
    """One entry as a person reads it."""

    id: int
    at: datetime
    who: str
    did: str
    kind: str
    subject: str
    subject_id: UUID | None
    detail: Sequence[tuple[str, object]]


def lines(wanted: Wanted) -> tuple[list[Line], int | None]:
    """Return a page of entries, the latest first, and where a next page would begin."""
    found = list(_entries(wanted)[: A_PAGE + 1])
    page = found[:A_PAGE]
    names = _names(page)
    return [_line(entry, names) for entry in page], page[-1].pk if len(found) > A_PAGE else None


def verb_choices() -> list[tuple[str, str]]:
    """Return every verb with its wording, in the order of the wording."""
    return sorted(((verb.name, verb.wording) for verb in verbs().values()), key=lambda one: one[1])


def _entries(wanted: Wanted) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.order_by("-id")
    if wanted.verb:
        entries = entries.filter(verb=wanted.verb)
    if wanted.subject:
        entries = entries.filter(subject_id=wanted.subject)
    if wanted.day:
        begins = timezone.make_aware(datetime.combine(wanted.day, time()))
        ends = timezone.make_aware(datetime.combine(wanted.day + timedelta(days=1), time()))
        entries = entries.filter(at__gte=begins, at__lt=ends)
    if wanted.before:
        entries = entries.filter(id__lt=wanted.before)
    return entries


def _names(page: Sequence[AuditEntry]) -> dict[UUID, str]:
    acting = [entry.actor_id for entry in page]
    acted_upon = [entry.subject_id for entry in page if entry.subject_kind == "officer"]
    named = [one for one in {*acting, *acted_upon} if one]
    return {one.id: str(one) for one in Officer.objects.filter(id__in=named)}


def _line(entry: AuditEntry, names: dict[UUID, str]) -> Line:
    verb = verbs().get(entry.verb)
    who = _ACTORS.get(entry.actor_kind) or _named(entry.actor_id, names)
    about = entry.subject_id
    about_self = about is not None and about == entry.actor_id
    return Line(
        id=entry.pk,
        at=entry.at,
        who=who,
        did=verb.wording if verb else entry.verb,
        kind=verb.kind.value if verb else "",
        subject="" if about_self else _subject(entry.subject_kind, about, names),
        subject_id=about,
        detail=sorted(entry.detail.items()),
    )


def _subject(kind: str, subject: UUID | None, names: dict[UUID, str]) -> str:
    if subject is None:
        return ""
    return names.get(subject) or f"{kind.replace('_', ' ')} {str(subject)[:8]}"


def _named(officer: UUID | None, names: dict[UUID, str]) -> str:
    if officer is None:
        return "Somebody"
    return names.get(officer, f"officer {officer}")

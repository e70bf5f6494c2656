"""From which item of which report something comes, and what the drafts of a report became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from plainsight.intelligence.drafting import draft
from plainsight.intelligence.identifying import identified
from plainsight.intelligence.models import IntelReport
from plainsight.intelligence.queries import known_to
from plainsight.intelligence.services.acting import Acting
from plainsight.intelligence.services.reading import Opened, open_intel
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.pole.models import Entity
from plainsight.pole.services.acting import Desk, known
from plainsight.pole.services.linking import report_known_to
from plainsight.pole.services.saving import OWN_KNOWLEDGE, Source

BECOMES: Mapping[str, tuple[str, str]] = {
    "phone": ("phone", "telephone"),
    "vrm": ("vehicle", "vrm"),
    "postcode": ("location", "postcode"),
    "email": ("email", "email"),
    "link": ("account", "url"),
    "account": ("account", "handle"),
    "business": ("organisation", "business_name"),
    "ni_number": ("document", "document_number"),
    "name": ("person", "alias"),
}
"""Which kind of record a draft becomes, and which of its attributes."""
MOST_REPORTS = 40


@dataclass(frozen=True, repr=False)
class Drafted:
    """Something found in an item: what it is, its words, and the records that have it already."""

    kind: str
    text: str
    item: int
    is_dropped: bool
    held: tuple[Entity, ...]

    @property
    def becomes(self) -> str:
        """The kind of record that it would be; empty for a date or a sum, which are none."""
        return BECOMES.get(self.kind, ("", ""))[0]


def reports_for(officer: Officer) -> QuerySet[IntelReport]:
    """Return the reports that something may be said to come from: the latest the officer reads."""
    return known_to(officer)[:MOST_REPORTS]


def source_of(desk: Desk, intel: str | UUID, item: int | None) -> Source:
    """Return where something comes from with the item's grade as it is today.

    Raises NotVisible for a report the officer may not read, NotNow for an item that it has not.
    """
    if not intel:
        return OWN_KNOWLEDGE
    report = report_known_to(desk, UUID(str(intel)))
    if item is None:
        return Source(report)
    opened = open_intel(Acting(desk.officer, desk.unlocked, report.id))
    if not 1 <= item <= len(opened.body.items):
        raise NotNow(
            _("That report has {n} items. Choose one of them.").format(n=len(opened.body.items))
        )
    grades = opened.grades
    assessed = opened.body.items[item - 1].assessment
    return Source(report, item, f"{grades.source}{assessed}{grades.handling}")


def drafts_of(desk: Desk, opened: Opened) -> list[Drafted]:
    """Return what is found in a report's items, each value once, with what it became."""
    dropped = {
        (one.mention.kind, identified(one.mention.kind, one.value))
        for one in opened.mentions
        if one.mention.dropped_at
    }
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for number, item in enumerate(opened.body.items, 1):
        for one in draft(item.text):
            found.setdefault((one.kind, one.value), (one.text, number))
    for kept in opened.mentions:
        value = identified(kept.mention.kind, kept.value)
        found.setdefault((kept.mention.kind, value), (kept.value, 0))
    here = _records_of(desk.officer, opened.intel)
    return [
        Drafted(kind, text, item, (kind, value) in dropped, _having(here, kind, text))
        for (kind, value), (text, item) in found.items()
    ]


def _records_of(officer: Officer, intel: IntelReport) -> list[Entity]:
    of_report = Q(facts__intel=intel, facts__withdrawn_at=None)
    return list(known(officer).filter(of_report).distinct().prefetch_related("facts"))


def _having(here: Sequence[Entity], kind: str, text: str) -> tuple[Entity, ...]:
    wanted = identified(kind, text) or text
    _kind, name = BECOMES.get(kind, ("", ""))
    return tuple(
        one
        for one in here
        if any(
            fact.field == name and (identified(kind, fact.value) or fact.value) == wanted
            for fact in one.facts.all()
        )
    )

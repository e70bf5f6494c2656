"""Which pages the bar offers to an officer. An entry nobody may use is not shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.feedback.queries import waiting as waiting_feedback
from plainsight.intelligence.queries import waiting as waiting_intel
from plainsight.operators.queries import waiting_count
from plainsight.people.access import can
from plainsight.people.models import Officer
from plainsight.pole.queries import waiting as waiting_records
from plainsight.triage.services.disposals import announced


@dataclass(frozen=True)
class Entry:
    """One link of the navigation; `action` is what the access rule is asked, None for everybody.

    `count` says how many new things wait behind it, for those that are looked into too seldom.
    """

    words: str | Promise
    path: str
    action: str | None
    count: Callable[[Officer], int] | None = None


ENTRIES = (
    Entry(_("Reports"), "/reports/", "report.list"),
    Entry(_("Live chat"), "/chat/", "chat.list", waiting_count),
    Entry(_("Enter a report"), "/enter/", "report.enter"),
    Entry(_("Intelligence"), "/intelligence/", "intel.list", waiting_intel),
    Entry(_("Records"), "/records/", "record.list", waiting_records),
    Entry(_("Search"), "/search/", "report.search"),
    Entry(_("Feedback"), "/feedback/", "feedback.list", waiting_feedback),
    Entry(_("Officers"), "/officers/", "officer.add"),
    Entry(_("Team"), "/team/", "team.list"),
    Entry(_("Rota"), "/rota/", "rota.read"),
    Entry(_("Searches"), "/searches/", "search.list"),
    Entry(_("Retention"), "/retention/", "retention.read", announced),
    Entry(_("Log"), "/log/", "log.read"),
    Entry(_("Use of the site"), "/usage/", "usage.read"),
    Entry(_("Your account"), "/account/", None),
)


def entries_for(officer: Officer) -> list[Entry]:
    """Return the entries that this officer may follow, in the order of the bar."""
    return [entry for entry in ENTRIES if entry.action is None or can(officer, entry.action)]

"""What every act of triage shares: it holds where the report stands and leaves an entry.

An act asks the access rule, calls `held` with the version that its page was made of, changes the
standing and saves it with `update_fields`, calls `write_entry`, and writes to the log, all in one
transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from plainsight.core.ids import new_id
from plainsight.intake.models import Report
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.kinds import Kind
from plainsight.triage.models import Entry, Standing
from plainsight.vault.box import seal, unseal
from plainsight.vault.context import Context
from plainsight.vault.errors import CannotOpen


class Overtaken(NotNow):
    """Somebody else has acted on the report since the page was shown."""


@dataclass(frozen=True)
class ReadEntry:
    """An act as its reader sees it; `text` is what was written, empty where nothing was."""

    id: UUID
    kind: Kind
    at: datetime
    by: Officer | None
    codes: Mapping[str, Any]
    text: str


def held(report: UUID, version: int | None = None) -> Standing:
    """Return where a report stands, held until the transaction ends, its version counted on.

    Raises Overtaken when it is no longer of the version that the page was made of; None asks for
    no particular one.
    """
    standing = Standing.objects.select_for_update().get(report=report)
    if version is not None and standing.version != version:
        raise Overtaken(
            _("Somebody else has just acted on this report. Read what they did, then send again.")
        )
    Standing.objects.filter(report=report).update(version=F("version") + 1)
    standing.version += 1
    return standing


def write_entry(
    report: Report,
    kind: Kind,
    *,
    by: Officer | None,
    codes: Mapping[str, Any] | None = None,
    key: bytes | None = None,
    text: str = "",
) -> Entry:
    """Add an entry; `text` is sealed under the report's data key, which it then needs."""
    entry = Entry(id=new_id(), report=report, kind=kind, by=by, codes=dict(codes or {}))
    if text:
        if key is None:
            raise ValueError("words are sealed, and a seal needs the report's key")
        entry.text = seal(key, text.encode(), _context(entry))
    entry.save(force_insert=True)
    return entry


def words_of(entry: Entry, keys: Mapping[UUID, bytes]) -> str:
    """Return what was written with an act, by its report's key; nothing for a damaged one."""
    try:
        key = keys[entry.report_id]
        return unseal(key, entry.text or b"", _context(entry)).decode()
    except CannotOpen:
        return ""


def read_entries(report: Report, key: bytes) -> Iterator[ReadEntry]:
    """Give the acts of triage on a report in order. Raises CannotOpen for a damaged one."""
    for one in Entry.objects.filter(report=report).select_related("by"):
        text = "" if one.text is None else unseal(key, one.text, _context(one)).decode()
        yield ReadEntry(one.id, Kind(one.kind), one.at, one.by, one.codes, text)


def _context(entry: Entry) -> Context:
    return Context("report", entry.report_id, f"entry {entry.id}")

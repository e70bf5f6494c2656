"""Searching the sealed text of intelligence: each report is unsealed, read and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from django.utils.translation import gettext as _

from plainsight.intelligence.models import IntelReport
from plainsight.intelligence.queries import known_to
from plainsight.intelligence.sealing import KIND, open_body
from plainsight.people.models import Officer
from plainsight.triage.services.search import keys_that_open
from plainsight.triage.sought import Excerpt, Sought
from plainsight.vault.errors import CannotOpen
from plainsight.vault.unlocked import Unlocked

LATEST = 1_000
"""Of how many reports the text is looked through, the latest first."""
Hit = tuple[IntelReport, tuple[Excerpt, ...]]


def look_through(
    officer: Officer, unlocked: Unlocked, sought: Sought, *, most: int
) -> tuple[list[Hit], int]:
    """Return up to `most` reports whose text has all that is sought, and how many were read.

    Only what the officer may read; how it is known (the origin) is not looked through. A report
    whose seal does not open is passed by. The caller logs the search.
    """
    reports = list(known_to(officer)[:LATEST])
    keys = keys_that_open(unlocked, KIND, [one.id for one in reports])
    return list(islice(_hits(reports, keys, sought), most)), len(keys)


def _hits(reports: list[IntelReport], keys: dict[UUID, bytes], sought: Sought) -> Iterator[Hit]:
    for one in reports:
        try:
            body = open_body(keys[one.id], one.id, one.body)
        except (KeyError, CannotOpen):
            continue
        parts = [(_("reference"), one.urn), (_("title"), body.title)]
        parts += [
            (_("item {n}").format(n=number), item.text) for number, item in enumerate(body.items, 1)
        ]
        parts += [(_("provenance"), body.provenance), (_("risk"), body.risk)]
        if excerpts := sought.found_in(parts):
            yield one, tuple(excerpts)

"""What intelligence reports say of what is looked for: by what they mention, and by their text."""

from __future__ import annotations

from collections.abc import Iterator

from plainsight.intelligence.identifying import KINDS as MENTIONED
from plainsight.intelligence.identifying import identified
from plainsight.intelligence.models import IntelReport, Mention
from plainsight.intelligence.queries import known_to
from plainsight.intelligence.services.searching import Hit, look_through
from plainsight.intelligence.tokens import token_of
from plainsight.people.access import can
from plainsight.pole.services.acting import Desk
from plainsight.triage.sought import Sought

SHOWN = 50


def telling(desk: Desk, words: str) -> tuple[tuple[Hit, ...], int]:
    """Return the intelligence whose text has all the words, where an officer may read any."""
    if not can(desk.officer, "intel.list"):
        return (), 0
    try:
        sought = Sought.parse(words)
    except ValueError:
        return (), 0
    hits, read = look_through(desk.officer, desk.unlocked, sought, most=SHOWN)
    return tuple(hits), read


def mentioning(desk: Desk, words: str) -> Iterator[tuple[IntelReport, str]]:
    """Yield the intelligence reports in which just this is mentioned."""
    for kind, said in MENTIONED.items():
        value = identified(kind, words)
        if not value:
            continue
        token = token_of(desk.unlocked, kind, value)
        same = Mention.objects.filter(kind=kind, token=token, dropped_at=None).values("intel")
        for report in known_to(desk.officer).filter(id__in=same)[:SHOWN]:
            yield report, str(said)

"""Opening a day's reading and more: ten thousand records with texts of 4 kB, one thread."""

from __future__ import annotations

import os
import time
from uuid import UUID, uuid4

from plainsight.vault.box import new_key, seal, unseal
from plainsight.vault.bundles import TeamSecret
from plainsight.vault.context import Context
from plainsight.vault.opening import open_envelope
from plainsight.vault.sealing import seal_to

RECORDS = 10_000
TEXT_BYTES = 4_000


def run() -> dict[str, float]:
    """Return seconds to open all by their envelopes, and by their symmetric wraps."""
    team, text = TeamSecret.generate(), os.urandom(TEXT_BYTES)
    keys = {uuid4(): new_key() for _ in range(RECORDS)}
    bodies = {record: seal(key, text, _at(record, "body")) for record, key in keys.items()}
    public = team.private.public()
    envelopes = {r: seal_to(public, key, _at(r, "key")) for r, key in keys.items()}
    wraps = {record: team.wrapped("report", record, key) for record, key in keys.items()}
    began = time.perf_counter()
    for record, envelope in envelopes.items():
        key = open_envelope(team.private, envelope, _at(record, "key"))
        unseal(key, bodies[record], _at(record, "body"))
    halfway = time.perf_counter()
    for record, wrap in wraps.items():
        unseal(team.unwrapped("report", record, wrap), bodies[record], _at(record, "body"))
    return {
        "vault.open_envelopes_s": halfway - began,
        "vault.open_wraps_s": time.perf_counter() - halfway,
    }


def _at(record: UUID, field: str) -> Context:
    return Context("report", record, field)

"""How intelligence is guarded: the sanitised report for many, the origin for few."""

from __future__ import annotations

from plainsight.people.policies import Guard

GUARDS = {
    "intelligence.IntelReport": Guard(
        kind="intelligence", action="intel.list", made_of=("report", "origin__report")
    ),
    "intelligence.Watch": Guard(kind="watch", action="intel.write"),
    "intelligence.Origin": Guard(
        kind="intelligence",
        action="intel.origin",
        team_key="intel__team_key",
        record="intel_id",
        made_of=("report", "report"),
    ),
}

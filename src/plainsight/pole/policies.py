"""How records are guarded: those of a team for the team, protected people for few."""

from __future__ import annotations

from plainsight.people.policies import Guard

GUARDS = {"pole.Entity": Guard(kind="record", action="record.list")}

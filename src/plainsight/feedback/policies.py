"""How feedback is guarded by the one access rule: the team whose key it is sealed to."""

from __future__ import annotations

from plainsight.people.policies import Guard

GUARDS = {"feedback.Feedback": Guard(kind="feedback", action="feedback.list")}

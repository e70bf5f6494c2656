"""What is done with intelligence that the log remembers."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("intel.submitted", Kind.COLLECTION, "submitted intelligence report"),
    Verb("intel.read", Kind.CONSULTATION, "read intelligence report"),
    Verb("intel.origin_read", Kind.CONSULTATION, "read the origin of intelligence report"),
    Verb("intel.accepted", Kind.ALTERATION, "evaluated and accepted intelligence report"),
    Verb("intel.returned", Kind.ALTERATION, "returned to its writer intelligence report"),
    Verb("intel.rewritten", Kind.ALTERATION, "wrote again intelligence report"),
    Verb("intel.regraded", Kind.ALTERATION, "graded anew intelligence report"),
    Verb("intel.mention_kept", Kind.COMBINATION, "kept a mention, and looked for it, of"),
    Verb("intel.mention_dropped", Kind.ALTERATION, "dropped a mention of"),
    Verb("intel.mention_restored", Kind.ALTERATION, "took a mention up again of"),
    Verb("watch.begun", Kind.COLLECTION, "began a watch"),
    Verb("watch.ended", Kind.ALTERATION, "ended a watch"),
    Verb("watch.read", Kind.CONSULTATION, "read their watch"),
    Verb("intel.disclosed", Kind.DISCLOSURE, "disclosed intelligence report"),
]

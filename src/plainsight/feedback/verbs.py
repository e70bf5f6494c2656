"""What happens to feedback that the log remembers. Reading the counts is nobody's data."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("feedback.received", Kind.COLLECTION, "received feedback"),
    Verb("feedback.read", Kind.CONSULTATION, "read feedback"),
    Verb("feedback.done", Kind.ALTERATION, "marked feedback as dealt with"),
    Verb("feedback.passed_on", Kind.ALTERATION, "passed feedback on as a report"),
    Verb("feedback.purged", Kind.ERASURE, "threw away feedback whose time was over"),
]

"""What the log remembers about itself: who looked into it."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("log.read", Kind.CONSULTATION, "read the log"),
]

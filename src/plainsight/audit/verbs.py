"""What the log remembers about itself: who looked into it, and when it was copied or put back."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("log.read", Kind.CONSULTATION, "read the log"),
    Verb("backup.made", Kind.COMBINATION, "made a backup"),
    Verb("backup.restored", Kind.ALTERATION, "restored a backup"),
]

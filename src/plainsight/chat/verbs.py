"""What happens in a chat without an officer that the log remembers; the gates write it."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("chat.begun", Kind.COLLECTION, "began chat"),
    Verb("chat.reported", Kind.COLLECTION, "made of a chat report"),
    Verb("chat.interpreter_joined", Kind.CONSULTATION, "joined as interpreter chat"),
    Verb("chat.interpreter_left", Kind.ALTERATION, "left as interpreter chat"),
    Verb("chat.purged", Kind.ERASURE, "threw away, its time being over, chat"),
]

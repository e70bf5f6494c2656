"""What a reporter does that the log remembers; the gates write it, in the act's transaction."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("report.received", Kind.COLLECTION, "received report"),
    Verb("message.received", Kind.COLLECTION, "received message"),
    Verb("code.destroyed", Kind.ERASURE, "destroyed return code"),
]

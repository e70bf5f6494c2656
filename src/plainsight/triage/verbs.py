"""What triage remembers: who read which report, asked what of whom, took or locked which file."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("view.saved", Kind.ACCESS, "kept a view of the queue"),
    Verb("view.removed", Kind.ACCESS, "removed a view of the queue"),
    Verb("report.opened", Kind.CONSULTATION, "opened report for the first time"),
    Verb("report.read", Kind.CONSULTATION, "read report"),
    Verb("report.contact_shown", Kind.CONSULTATION, "looked at the reporter's contact details"),
    Verb("report.file_taken", Kind.CONSULTATION, "downloaded a file of report"),
    Verb("report.file_copied", Kind.CONSULTATION, "looked at a viewing copy of a file of report"),
    Verb("report.file_locked", Kind.ALTERATION, "locked a file of report"),
    Verb("report.file_lock_lifted", Kind.ALTERATION, "lifted the lock of a file of report"),
    Verb("report.asked", Kind.ALTERATION, "wrote to the reporter of report"),
]

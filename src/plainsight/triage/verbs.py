"""What triage remembers: who read which report, asked what of whom, took or locked which file."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("view.saved", Kind.ACCESS, "kept a view of the queue"),
    Verb("view.removed", Kind.ACCESS, "removed a view of the queue"),
    Verb(
        "report.entered", Kind.COLLECTION, "entered report that came by another way than the site"
    ),
    Verb("report.opened", Kind.CONSULTATION, "opened report for the first time"),
    Verb("report.read", Kind.CONSULTATION, "read report"),
    Verb("report.contact_shown", Kind.CONSULTATION, "looked at the reporter's contact details"),
    Verb("report.file_taken", Kind.CONSULTATION, "downloaded a file of report"),
    Verb("report.file_copied", Kind.CONSULTATION, "looked at a viewing copy of a file of report"),
    Verb("report.file_locked", Kind.ALTERATION, "locked a file of report"),
    Verb("report.file_lock_lifted", Kind.ALTERATION, "lifted the lock of a file of report"),
    Verb("report.thrive_recorded", Kind.ALTERATION, "recorded THRIVE for report"),
    Verb("report.graded", Kind.ALTERATION, "graded the response to report"),
    Verb("report.responded", Kind.ALTERATION, "noted the response to report"),
    Verb("report.crime_decided", Kind.ALTERATION, "decided on the recording of a crime for report"),
    Verb("report.assigned", Kind.ALTERATION, "assigned report"),
    Verb("report.sent_to_control_room", Kind.DISCLOSURE, "sent to the control room report"),
    Verb(
        "report.control_room_acknowledged",
        Kind.ALTERATION,
        "noted the control room's acknowledgement of report",
    ),
    Verb("report.referred", Kind.DISCLOSURE, "referred to another agency report"),
    Verb("report.merged", Kind.COMBINATION, "merged reports, this one report"),
    Verb("report.split", Kind.COMBINATION, "split reports, this one report"),
    Verb("report.marked", Kind.ALTERATION, "marked or unmarked report"),
    Verb("report.closed", Kind.ALTERATION, "closed report"),
    Verb("report.reopened", Kind.ALTERATION, "reopened report"),
    Verb("report.consultations_read", Kind.CONSULTATION, "looked at who consulted report"),
    Verb("report.access_explained", Kind.CONSULTATION, "looked at who may see report"),
    Verb("report.searched", Kind.CONSULTATION, "searched the reports"),
    Verb("search.reviewed", Kind.CONSULTATION, "looked at the words of a search"),
    Verb("report.asked", Kind.ALTERATION, "wrote to the reporter of report"),
    Verb("report.held", Kind.ALTERATION, "put a legal hold on report"),
    Verb("report.hold_lifted", Kind.ALTERATION, "lifted the legal hold of report"),
    Verb("report.kept_longer", Kind.ALTERATION, "kept for longer report"),
    Verb("report.disposal_announced", Kind.ALTERATION, "announced the erasure of report"),
    Verb("report.erased", Kind.ERASURE, "erased report"),
]

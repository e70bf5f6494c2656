"""What is done with records that the log remembers."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("record.created", Kind.COLLECTION, "saved record"),
    Verb("record.added", Kind.COLLECTION, "added to record"),
    Verb("record.withdrawn", Kind.ALTERATION, "withdrew a fact of record"),
    Verb("record.read", Kind.CONSULTATION, "read record"),
    Verb("record.searched", Kind.CONSULTATION, "searched the records"),
    Verb("record.compared", Kind.CONSULTATION, "compared with another record"),
    Verb("record.judged", Kind.COMBINATION, "decided who is who for record"),
    Verb("record.linked", Kind.COMBINATION, "linked record"),
    Verb("record.link_settled", Kind.ALTERATION, "said how a link stands of record"),
    Verb("record.part_given", Kind.ALTERATION, "gave a part in a report to record"),
    Verb("record.marked", Kind.ALTERATION, "put a warning on record"),
    Verb("record.unmarked", Kind.ALTERATION, "removed a warning from record"),
    Verb("record.interest_begun", Kind.ALTERATION, "is interested in record"),
    Verb("record.interest_ended", Kind.ALTERATION, "is interested no more in record"),
    Verb("record.protected", Kind.ALTERATION, "protected the person of record"),
]

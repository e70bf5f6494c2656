"""What operators do in chats that the log remembers."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("chat.accepted", Kind.COLLECTION, "accepted chat"),
    Verb("chat.read", Kind.CONSULTATION, "read chat"),
    Verb("chat.said", Kind.ALTERATION, "wrote in chat"),
    Verb("chat.noted", Kind.ALTERATION, "made a note on chat"),
    Verb("chat.offered", Kind.ALTERATION, "offered for hand-over chat"),
    Verb("chat.slowed", Kind.ALTERATION, "slowed or freed chat"),
    Verb("chat.stilled", Kind.ALTERATION, "stilled or freed chat"),
    Verb("chat.ended", Kind.ALTERATION, "ended chat"),
    Verb("chat.interpreter_invited", Kind.ALTERATION, "invited an interpreter to chat"),
    Verb("chat.interpreter_withdrawn", Kind.ALTERATION, "withdrew an interpreter from chat"),
    Verb("chat.made_report", Kind.ALTERATION, "made a report of chat"),
    Verb("chat.hours_changed", Kind.ALTERATION, "changed the hours of the chat"),
    Verb("chat.closure_changed", Kind.ALTERATION, "changed the days on which there is no chat"),
    Verb("chat.block_asked", Kind.ALTERATION, "asked for a block of the visitor of chat"),
    Verb("chat.block_read", Kind.CONSULTATION, "read why a block was asked for in chat"),
    Verb("chat.block_agreed", Kind.ALTERATION, "agreed to a block of the visitor of chat"),
    Verb("chat.block_lifted", Kind.ALTERATION, "lifted or refused a block of the visitor of chat"),
    Verb("chat.held", Kind.ALTERATION, "held as evidence, or released, chat"),
]

"""The acts of triage that leave an entry."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an entry tells of; the value stands in the database."""

    THRIVE = "thrive"
    GRADE = "grade"
    RESPONDED = "responded"
    CRIME_DECISION = "crime_decision"
    ASSIGNED = "assigned"
    MERGED = "merged"
    SPLIT = "split"
    MARKED = "marked"
    REFERRED = "referred"
    CLOSED = "closed"
    REOPENED = "reopened"
    CONTROL_ROOM_SENT = "control_room_sent"
    CONTROL_ROOM_ACKNOWLEDGED = "control_room_acknowledged"
    CONTACT = "contact"
    NOTE = "note"
    ENTERED = "entered"
    HELD = "held"
    HOLD_LIFTED = "hold_lifted"
    KEPT = "kept"
    DISPOSAL_WARNED = "disposal_warned"
    ERASED = "erased"
